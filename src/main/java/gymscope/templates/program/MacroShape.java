package gymscope.templates.program;

import gymscope.templates.program.Function.Slot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all values of one macro share.
 *
 * @param name its name
 * @param parameters the names of its parameters
 * @param places where their values go
 * @param defaults what they are when they are not given
 * @param caller where {@code caller} goes, null when the body does not ask for it
 * @param kwargs where further named arguments go, null when the body does not ask for them
 * @param varargs where further positional arguments go, null when the body does not ask for them
 * @param explicitCaller whether {@code caller} is one of the parameters
 * @param function whose frames it runs on
 * @param entry gives its variables their first values
 * @param body what it does
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read on every call, never changed
record MacroShape(String name, List<String> parameters, Slot[] places, @Nullable Code[] defaults, @Nullable Slot caller,
        @Nullable Slot kwargs, @Nullable Slot varargs, boolean explicitCaller, Function function, Step entry, Step body) {}
