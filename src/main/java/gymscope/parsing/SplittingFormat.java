package gymscope.parsing;

/** A reasoning format whose stream for itself differs from the one that a tool parser reads after it. */
public interface SplittingFormat extends AnswerFormat {

    /** Reads a text as it comes: all that is not reasoning is content, the markup of calls included. */
    AnswerStream split(ParseRequest request);
}
