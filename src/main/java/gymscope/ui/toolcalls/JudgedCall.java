package gymscope.ui.toolcalls;

import gymscope.parsing.ArgumentCheck;
import gymscope.wire.ToolCall;

/**
 * A call with what its tool's schema says of it.
 *
 * @param call the call
 * @param result of the check
 */
record JudgedCall(ToolCall call, ArgumentCheck.Result result) {}
