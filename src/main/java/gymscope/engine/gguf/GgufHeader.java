package gymscope.engine.gguf;

import java.util.Collections;
import java.util.Map;

/** What stands before the data of a GGUF file; tensors in the order of the file. */
record GgufHeader(Metadata metadata, Map<String, TensorInfo> tensors) {

    GgufHeader {
        tensors = Collections.unmodifiableMap(tensors);
    }
}
