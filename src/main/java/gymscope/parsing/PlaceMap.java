package gymscope.parsing;

import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;

/** Where the characters of a text that was put together from stretches of another stand in that other one. For one thread. */
final class PlaceMap {

    /** A stretch: where it begins in the text put together and in the other. */
    private record Stretch(int inner, int outer, int length) {}

    private final List<Stretch> stretches = new ArrayList<>();
    private int length;

    /** The content that a parser made from the stretches that it calls content, white space at its beginning left out or not. */
    static PlaceMap of(List<Segment> segments, String text, String content) {
        StringBuilder joined = new StringBuilder();
        List<Segment> parts = segments.stream().filter(segment -> segment.part() == Part.CONTENT).toList();
        parts.forEach(part -> joined.append(text, part.span().start(), part.span().end()));
        int skipped = Math.max(0, joined.indexOf(content));
        PlaceMap map = new PlaceMap();
        for (Segment part : parts) {
            int from = Math.min(skipped, part.span().end() - part.span().start());
            skipped -= from;
            map.add(part.span().start() + from, part.span().end() - part.span().start() - from);
        }
        return map;
    }

    /** Adds the next stretch. */
    void add(int start, int size) {
        Stretch last = stretches.isEmpty() ? null : stretches.getLast();
        if (last != null && last.outer() + last.length() == start) {
            stretches.removeLast();
            stretches.add(new Stretch(last.inner(), last.outer(), last.length() + size));
        } else if (size > 0) {
            stretches.add(new Stretch(length, start, size));
        }
        length += size;
    }

    /** Where a place stands in the other text. */
    int inText(int place) {
        int low = 0;
        int high = stretches.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (stretches.get(middle).inner() <= place) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return stretches.isEmpty() ? place : stretches.get(low).outer() + place - stretches.get(low).inner();
    }

    /** Where a span stands in the other text. */
    Span inText(Span span) {
        int start = inText(span.start());
        return new Span(start, span.end() > span.start() ? inText(span.end() - 1) + 1 : start);
    }

    /** The outer stretches, with those of the inner text in place of content. */
    List<Segment> merge(List<Segment> outer, List<Segment> inner) {
        List<Segment> merged = new ArrayList<>();
        int next = 0;
        for (Segment segment : outer) {
            if (segment.part() != Part.CONTENT) {
                merged.add(segment);
                continue;
            }
            int at = segment.span().start();
            while (next < inner.size() && at < segment.span().end()) {
                Span place = inText(inner.get(next).span());
                if (place.start() >= segment.span().end()) {
                    break;
                }
                int start = Math.max(at, place.start());
                int end = Math.min(place.end(), segment.span().end());
                add(merged, Part.CONTENT, at, start);
                add(merged, inner.get(next).part(), start, end);
                at = Math.max(at, end);
                if (place.end() > segment.span().end()) {
                    break;
                }
                next++;
            }
            add(merged, Part.CONTENT, at, segment.span().end());
        }
        return merged;
    }

    private static void add(List<Segment> merged, Part part, int start, int end) {
        if (end > start) {
            merged.add(new Segment(part, new Span(start, end)));
        }
    }
}
