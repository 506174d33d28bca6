package gymscope.parsing.engine;

import gymscope.parsing.arguments.SchemaCoercion;

/** How a format writes a call's arguments. */
interface ArgumentStyle {

    /**
     * A reader of one call's arguments.
     *
     * @param coercion the tool's schema
     * @param marks is told which stretches are arguments
     */
    ArgumentReader whole(SchemaCoercion coercion, Marks marks);

    /**
     * A reader of one call's arguments that gives them out as they come.
     *
     * @param coercion the tool's schema
     */
    ArgumentReader streamed(SchemaCoercion coercion);

    /** Takes the stretches of a text that are arguments. */
    interface Marks {

        /** For readers that nobody asks about stretches. */
        Marks NONE = (start, end) -> {};

        /** The stretch is argument text. */
        void argument(int start, int end);
    }
}
