package gymscope.ui.controls.tokens;

import gymscope.tokens.TraceToken;
import gymscope.wire.Span;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Where one can jump to from the selected token, onwards or back, from the other end again when there is none left. Each
 * method gives a position, −1 when there is none.
 */
public final class TokenJumps {

    /** Two choices are as good as equal when their probabilities are no further apart. */
    public static final double FORK = 0.1;

    private final TokensModel model;

    TokenJumps(TokensModel model) {
        this.model = model;
    }

    /** The next token beyond the threshold of the chosen quantity. */
    public int uncertain(boolean onwards) {
        QuantityValues values = model.values();
        return next(onwards, values::isAbove);
    }

    /** The next token where the two best choices were no more than {@link #FORK} apart. */
    public int fork(boolean onwards) {
        return next(onwards, this::isFork);
    }

    /** The beginning of the next stretch that the other trace does not have. */
    public int difference(boolean onwards) {
        return start(model.differences(), onwards);
    }

    /** The beginning of the next find of the search. */
    public int find(boolean onwards) {
        return start(model.findsProperty().get(), onwards);
    }

    /** The beginning of the first find at the selected token or after it. */
    public int findHere() {
        int from = Math.max(0, model.selection().tokenProperty().get());
        return model.findsProperty().get().stream().mapToInt(Span::start).filter(start -> start >= from).findFirst()
                .orElse(find(true));
    }

    /** Whether the two best choices at a token were nearly as likely as each other. */
    public boolean isFork(int position) {
        Double margin = model.tokens().get(position).margin();
        return margin != null && margin <= FORK;
    }

    /** The number of a find, from 1, that begins at the selected token; 0 for none. */
    public int findNumber() {
        List<Span> finds = model.findsProperty().get();
        int selected = model.selection().positions().start();
        for (int i = 0; i < finds.size() && !model.selection().isEmpty(); i++) {
            if (finds.get(i).start() == selected) {
                return i + 1;
            }
        }
        return 0;
    }

    private int next(boolean onwards, IntPredicate wanted) {
        List<TraceToken> tokens = model.tokens();
        int size = tokens.size();
        int from = from(onwards);
        for (int step = 1; step <= size; step++) {
            int position = Math.floorMod(onwards ? from + step : from - step, size);
            if (wanted.test(position)) {
                return position;
            }
        }
        return -1;
    }

    private int start(List<Span> stretches, boolean onwards) {
        if (stretches.isEmpty()) {
            return -1;
        }
        int from = from(onwards);
        for (Span stretch : onwards ? stretches : stretches.reversed()) {
            if (onwards ? stretch.start() > from : stretch.start() < from) {
                return stretch.start();
            }
        }
        return (onwards ? stretches.getFirst() : stretches.getLast()).start();
    }

    private int from(boolean onwards) {
        Span selected = model.selection().positions();
        return model.selection().isEmpty() ? (onwards ? -1 : model.tokens().size()) : selected.start();
    }
}
