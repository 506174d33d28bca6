package gymscope.engine.model;

import gymscope.engine.gguf.Tensor;
import gymscope.engine.kernels.Rows;

/** The weights of one decoder block. */
record Layer(Rows attentionNorm, Tensor query, Tensor key, Tensor value, Tensor attentionOutput, Rows feedForwardNorm,
        Tensor gate,
        Tensor up, Tensor down) {}
