package gymscope.engine;

import java.nio.file.Path;

/**
 * What a loaded model is.
 *
 * @param name the name in the file, or the file's name without its ending
 * @param architecture as the file says, such as {@code llama}
 * @param file where it was loaded from
 * @param parameters how many weights it has
 * @param contextLength how many tokens prompt and answer may have together
 * @param vocabularySize how many tokens there are
 * @param fileType how most weights are stored, such as {@code Q8_0}
 * @param layers how many decoder blocks it has
 * @param width how many numbers stand for a token between the blocks
 */
public record ModelDescription(String name, String architecture, Path file, long parameters, int contextLength,
        int vocabularySize, String fileType, int layers, int width) {}
