package gymscope.templates.program;

import gymscope.templates.syntax.Statement;
import java.util.List;

/** Whether a template has blocks, which see what its outermost scope sets. */
final class BlockSearch {

    private BlockSearch() {
    }

    static boolean in(List<Statement> statements) {
        return statements.stream().anyMatch(BlockSearch::in);
    }

    private static boolean in(Statement statement) {
        return switch (statement) {
            case Statement.Block _ -> true;
            case Statement.If choice ->
                choice.branches().stream().anyMatch(branch -> in(branch.body())) || in(choice.otherwise());
            case Statement.For loop -> in(loop.body()) || in(loop.otherwise());
            case Statement.SetBlock block -> in(block.body());
            case Statement.FilterBlock block -> in(block.body());
            case Statement.With with -> in(with.body());
            case Statement.Autoescape autoescape -> in(autoescape.body());
            case Statement.Macro macro -> in(macro.signature().body());
            case Statement.CallBlock block -> in(block.caller().body());
            case Statement.Generation generation -> in(generation.body().body());
            default -> false;
        };
    }
}
