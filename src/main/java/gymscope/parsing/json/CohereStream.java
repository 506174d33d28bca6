package gymscope.parsing.json;

import gymscope.parsing.CallIds;
import gymscope.parsing.GrowingText;
import gymscope.parsing.JsonScanner;
import gymscope.parsing.arguments.Located;
import gymscope.parsing.arguments.PythonJsonReader;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.PythonJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The streams of {@link Cohere}: reasoning and response as they come, without white space around them; calls once their object is
 * whole, since the id may follow the name.
 */
final class CohereStream extends GrowingText {

    private static final int LONGEST_MARKER = 32;

    private CohereBlock block = CohereBlock.RESPONSE;
    private boolean shown;
    private int searched;
    private int objectStart;
    private @Nullable JsonScanner object;

    @Override
    protected void advance() {
        boolean more = true;
        while (more) {
            CohereBlock.Marker marker = CohereBlock.next(text, Math.max(at, searched));
            int end = marker == null ? ended ? text.length() : settledEnd() : marker.start();
            if (block == CohereBlock.ACTION) {
                actions(end);
            } else {
                plain(end);
            }
            if (marker != null) {
                at = marker.end();
                block = marker.block();
                shown = false;
                object = null;
            } else {
                searched = Math.max(at, text.length() - LONGEST_MARKER);
            }
            more = marker != null;
        }
    }

    private int settledEnd() {
        int end = settled(CohereBlock.MARKERS.keySet().toArray(String[]::new));
        int mark = lastTag();
        boolean held = mark >= at && CohereCitations.mayBecome(text.substring(mark));
        return held ? Math.min(end, mark) : end;
    }

    /** Where the last {@code <} stands in what may be the beginning of a mark, -1 when there is none. */
    private int lastTag() {
        for (int i = text.length() - 1; i >= Math.max(at, text.length() - CohereCitations.LONGEST + 1); i--) {
            if (text.charAt(i) == '<') {
                return i;
            }
        }
        return -1;
    }

    /** Gives out all but white space at either end, which waits for what follows. */
    private void plain(int end) {
        int from = shown ? at : Math.min(end, PythonText.skipSpace(text, at));
        int last = end;
        while (last > from && PythonText.isSpace(text.charAt(last - 1))) {
            last--;
        }
        if (last == from) {
            return;
        }
        at = from;
        while (at < last) {
            shown = true;
            if (block == CohereBlock.THINKING) {
                reasoning(last);
                continue;
            }
            int mark = text.indexOf("<", at);
            int after = mark >= 0 && mark < last ? CohereCitations.endOf(text, mark, last) : last;
            content(mark < 0 || mark >= last ? last : after > mark ? mark : mark + 1);
            at = after > at ? after : at;
        }
    }

    /** Gives out the objects of the array that are whole. */
    private void actions(int end) {
        for (; at < end; at++) {
            char c = text.charAt(at);
            if (object == null && c == '{') {
                object = new JsonScanner();
                objectStart = at;
            }
            if (object != null && (!object.accept(c) || object.isDone())) {
                Located call = object.isDone() ? read(text.substring(objectStart, at + 1)) : null;
                object = null;
                if (call != null) {
                    give(call.value());
                }
            }
        }
    }

    private static @Nullable Located read(String object) {
        return PythonJsonReader.whole(object, 0, object.length());
    }

    private void give(JsonNode call) {
        JsonNode name = call.path("tool_name");
        if (name.isString()) {
            String id = call.path("tool_call_id").asString("");
            out.startCall(id.isEmpty() ? CallIds.fresh() : id, name.asString(), objectStart);
            JsonNode parameters = call.get("parameters");
            if (parameters != null) {
                out.arguments(PythonJson.write(parameters), objectStart);
            }
        }
    }
}
