package gymscope.ui.chat.settings;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the user set for a request besides the conversation.
 *
 * @param system the system prompt, empty for none
 * @param tools in the form of Chat Completions, empty for none
 * @param members further members of the request; only what the user set
 * @param forms the answer's form and the choice of tools: sent where the endpoint is not known to refuse them
 * @param logprobs whether log probabilities are asked for
 */
public record RequestSettings(String system, ArrayNode tools, ObjectNode members, ObjectNode forms,
        LogprobsChoice logprobs) {}
