package gymscope.ui.chat.settings;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the user set for a request besides the conversation.
 *
 * @param system the system prompt, empty for none
 * @param tools in the form of Chat Completions, empty for none
 * @param members further members of the request; only what the user set
 * @param logprobs whether log probabilities are asked for
 */
public record RequestSettings(String system, ArrayNode tools, ObjectNode members, LogprobsChoice logprobs) {}
