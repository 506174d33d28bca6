package gymscope.parsing.engine;

import gymscope.parsing.engine.TagPattern.Attempt;
import gymscope.parsing.engine.TagPattern.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds arguments in tags, character by character, and gives names and values on. What is no tag where one may stand is passed
 * over, or is value. For one thread.
 */
final class TagReader {

    /** Takes the arguments. */
    interface Target {

        /** An argument begins. */
        void begin(String name, boolean json);

        /** More of its value. */
        void value(String text, int at);

        /** The value is closed. */
        void end();
    }

    private enum Phase {
        OUTSIDE, NAME, VALUE
    }

    private record Running(TagPattern pattern, Attempt attempt) {}

    private final TagSyntax syntax;
    private final Target target;
    private final StringBuilder held = new StringBuilder();
    private final StringBuilder name = new StringBuilder();
    private List<Running> running = List.of();
    private Phase phase = Phase.OUTSIDE;
    private int heldAt;

    TagReader(TagSyntax syntax, Target target) {
        this.syntax = syntax;
        this.target = target;
    }

    /** Takes more text. */
    void accept(String text, int at) {
        int from = 0;
        while (from < text.length()) {
            if (running.isEmpty()) {
                int tag = text.indexOf('<', from);
                int end = tag < 0 ? text.length() : tag;
                plain(text.substring(from, end), at + from);
                from = end;
                if (tag >= 0) {
                    begin(at + tag);
                }
            }
            if (from < text.length()) {
                step(text.charAt(from));
                from++;
            }
        }
    }

    private void begin(int at) {
        heldAt = at;
        held.setLength(0);
        List<Running> attempts = new ArrayList<>();
        switch (phase) {
            case OUTSIDE -> attempts.add(new Running(syntax.open(), syntax.open().attempt()));
            case NAME -> {
                if (syntax.nameEnd() != null) {
                    attempts.add(new Running(syntax.nameEnd(), syntax.nameEnd().attempt()));
                }
            }
            case VALUE -> {
                attempts.add(new Running(syntax.close(), syntax.close().attempt()));
                if (syntax.next() != null) {
                    attempts.add(new Running(syntax.next(), syntax.next().attempt()));
                }
            }
        }
        running = attempts;
    }

    private void step(char c) {
        held.append(c);
        List<Running> open = new ArrayList<>(running.size());
        for (Running one : running) {
            Verdict verdict = one.attempt().accept(c);
            if (verdict == Verdict.MATCH) {
                running = List.of();
                found(one);
                return;
            }
            if (verdict == Verdict.OPEN) {
                open.add(one);
            }
        }
        running = open;
        if (open.isEmpty()) {
            String failed = held.toString();
            int start = heldAt;
            plain(failed.substring(0, 1), start);
            accept(failed.substring(1), start + 1);
        }
    }

    private void plain(String text, int at) {
        if (text.isEmpty()) {
            return;
        }
        if (phase == Phase.VALUE) {
            target.value(text, at);
        } else if (phase == Phase.NAME) {
            name.append(text);
        }
    }

    private void found(Running one) {
        switch (phase) {
            case OUTSIDE -> {
                if (syntax.nameEnd() != null) {
                    name.setLength(0);
                    phase = Phase.NAME;
                } else {
                    boolean json = syntax.jsonPart() >= 0 && one.attempt().captured(syntax.jsonPart()).equals("false");
                    phase = Phase.VALUE;
                    target.begin(one.attempt().captured(syntax.namePart()), json);
                }
            }
            case NAME -> {
                phase = Phase.VALUE;
                target.begin(name.toString(), false);
            }
            case VALUE -> {
                phase = Phase.OUTSIDE;
                target.end();
                if (one.pattern().equals(syntax.next())) {
                    accept(held.toString(), heldAt);
                }
            }
        }
    }
}
