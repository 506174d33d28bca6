package gymscope.engine.tokenizer;

import gymscope.engine.gguf.Metadata;
import gymscope.wire.Fault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A model's tokenizer: byte-level byte-pair encoding ({@code tokenizer.ggml.model} is {@code gpt2}). Every text has
 * tokens, and tokens give back the exact bytes. Immutable; safe for use by several threads.
 */
public final class Tokenizer {

    /**
     * Control tokens that end a turn whatever the file says, as in llama.cpp: files name only one of them, models write
     * all.
     */
    private static final Set<String> ENDS = Set.of("<|eot_id|>", "<|im_end|>", "<|end|>", "<end_of_turn>", "<|endoftext|>",
            "<|end_of_text|>", "<|eom_id|>", "<EOT>", "_<EOT>", "</s>", "<|return|>", "<|call|>", "<|calls|>", "<|flush|>");

    private final List<String> texts;
    private final List<TokenKind> kinds;
    private final PreTokenizer preTokenizer;
    private final Map<String, Integer> ids = new HashMap<>();
    private final MergeTable merges;
    private final SpecialTokens specialTokens;
    private final @Nullable Integer begin;
    private final int end;
    private final Set<Integer> ends = new TreeSet<>();
    private final boolean addsBegin;
    private final boolean addsEnd;

    private Tokenizer(Metadata metadata) {
        texts = metadata.requiredTexts("tokenizer.ggml.tokens");
        kinds = metadata.requiredIntegers("tokenizer.ggml.token_type").stream().map(TokenKind::of).toList();
        if (kinds.size() != texts.size()) {
            throw new Fault("The model's vocabulary has " + texts.size() + " tokens, but " + kinds.size() + " token types.",
                    "The file is broken; fetch it again.");
        }
        preTokenizer = PreTokenizer.of(metadata.requiredText("tokenizer.ggml.pre"));
        IntStream.range(0, texts.size()).forEach(id -> ids.put(texts.get(id), id));
        merges = new MergeTable(texts, ids, metadata.requiredTexts("tokenizer.ggml.merges"));
        specialTokens = new SpecialTokens(texts, kinds);
        begin = token(metadata, "bos");
        Integer fileEnd = token(metadata, "eos");
        if (fileEnd == null) {
            throw new Fault("The model's vocabulary names no end token (tokenizer.ggml.eos_token_id).",
                    "Use a file made by llama.cpp's converter.");
        }
        end = fileEnd;
        ends.add(end);
        for (String name : List.of("eot", "eom")) {
            Integer other = token(metadata, name);
            if (other != null) {
                ends.add(other);
            }
        }
        IntStream.range(0, texts.size()).filter(id -> isControl(id) && ENDS.contains(texts.get(id))).forEach(ends::add);
        addsBegin = begin != null && metadata.flag("tokenizer.ggml.add_bos_token", preTokenizer.beginsByDefault());
        addsEnd = metadata.flag("tokenizer.ggml.add_eos_token", false);
    }

    /**
     * The tokenizer that a model file describes.
     *
     * @throws Fault when the file describes none, or one of a kind that the engine lacks; it names the kind
     */
    public static Tokenizer of(Metadata metadata) {
        String model = metadata.requiredText("tokenizer.ggml.model");
        if (!model.equals("gpt2")) {
            throw new Fault("The model's tokenizer is of the kind \"" + model + "\", which the local engine lacks.",
                    "Use a model with a byte-level BPE tokenizer (tokenizer.ggml.model = gpt2).");
        }
        return new Tokenizer(metadata);
    }

    /**
     * The tokens of a text.
     *
     * @param addSpecial true to put begin and end tokens around it when the model wants them
     * @param parseSpecial true to read control tokens in the text (as in a rendered chat) as such, false to read them as
     *     ordinary characters; user-defined tokens are always read as such
     */
    public int[] encode(String text, boolean addSpecial, boolean parseSpecial) {
        IntStream.Builder tokens = IntStream.builder();
        if (addSpecial && addsBegin && begin != null) {
            tokens.add(begin);
        }
        for (SpecialTokens.Part part : text.isEmpty() ? List.<SpecialTokens.Part>of() : specialTokens.split(text, parseSpecial)) {
            if (part.id() >= 0) {
                tokens.add(part.id());
            } else {
                preTokenizer.split(part.text()).forEach(piece -> encodePiece(ByteAlphabet.write(piece), tokens));
            }
        }
        if (addSpecial && addsEnd) {
            tokens.add(end);
        }
        return tokens.build().toArray();
    }

    private void encodePiece(String piece, IntStream.Builder tokens) {
        Integer whole = preTokenizer.takesWholePieces() ? ids.get(piece) : null;
        if (whole != null) {
            tokens.add(whole);
            return;
        }
        int[] symbols = merges.merge(piece);
        for (int i = 0, at = 0; i < symbols.length; i++) {
            int symbol = symbols[i];
            String text = symbol < 0 ? piece.substring(at, at + 1) : merges.text(symbol);
            if (symbol >= 0 && symbol < texts.size()) {
                tokens.add(symbol);
            } else {
                encodeBytes(text, tokens);
            }
            at += text.length();
        }
    }

    private void encodeBytes(String text, IntStream.Builder tokens) {
        for (int i = 0; i < text.length(); i++) {
            String character = text.substring(i, i + 1);
            Integer id = ids.get(character);
            if (id == null) {
                throw new Fault("The model's vocabulary has no token for the byte written \"" + character + "\".",
                        "Leave the character out of the text, or use another model.");
            }
            tokens.add(id);
        }
    }

    /**
     * The bytes that a token stands for; a special token stands for its name.
     *
     * @throws Fault when there is no such token
     */
    public byte[] bytes(int id) {
        String text = literal(id);
        return kinds.get(id).isLiteral() ? text.getBytes(StandardCharsets.UTF_8) : ByteAlphabet.read(text);
    }

    /** A token as text by itself; bytes that are no whole character become U+FFFD. */
    public String text(int id) {
        return new String(bytes(id), StandardCharsets.UTF_8);
    }

    /** The text of several tokens in a row; bytes that are no UTF-8 become U+FFFD. */
    public String decode(int[] tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int id : tokens) {
            bytes.writeBytes(bytes(id));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Whether the token steers the model and is no text of the answer. */
    public boolean isControl(int id) {
        literal(id);
        return kinds.get(id) == TokenKind.CONTROL;
    }

    /** Whether the token is a control token or was added to the vocabulary as it stands. */
    public boolean isSpecial(int id) {
        literal(id);
        return kinds.get(id).isLiteral();
    }

    /** The token that ends an answer, as the file names it. */
    public int endToken() {
        return end;
    }

    /** All tokens that end an answer. */
    public Set<Integer> endTokens() {
        return Set.copyOf(ends);
    }

    /** The token that begins a text; null when the model has none. */
    public @Nullable Integer beginToken() {
        return begin;
    }

    /** Whether {@link #encode} puts the begin token before a text when special tokens are added. */
    public boolean addsBeginToken() {
        return addsBegin;
    }

    /** How many tokens there are; ids go from 0 to one below. */
    public int vocabularySize() {
        return texts.size();
    }

    /** A token's id by its text in the file; null when there is none. */
    public @Nullable Integer id(String literal) {
        return ids.get(literal);
    }

    private String literal(int id) {
        if (id < 0 || id >= texts.size()) {
            throw new Fault("There is no token " + id + " in the model's vocabulary.",
                    "Give ids from 0 to " + (texts.size() - 1) + ".");
        }
        return texts.get(id);
    }

    private @Nullable Integer token(Metadata metadata, String name) {
        Long id = metadata.integer("tokenizer.ggml." + name + "_token_id");
        if (id != null && (id < 0 || id >= texts.size())) {
            throw new Fault("The model's tokenizer.ggml." + name + "_token_id is " + id + ", but there are only " + texts.size()
                    + " tokens.", "The file is broken; fetch it again.");
        }
        return id == null ? null : id.intValue();
    }
}
