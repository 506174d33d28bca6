package gymscope.ui.chat.conversation;

import gymscope.ui.chat.settings.ChatSettings;
import gymscope.ui.chat.settings.ToolAnswering;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Work;
import gymscope.wire.Fault;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;

/** Answers rounds of tool calls for the user, up to a bound. UI thread only; the answers are made on virtual threads. */
public final class ToolRounds {

    private final ChatSettings settings;
    private final EnvironmentCatalog environments;
    private int done;

    public ToolRounds(ChatSettings settings, EnvironmentCatalog environments) {
        this.settings = settings;
        this.environments = environments;
    }

    /** Counts from the beginning again: the user said something, or told it to go on. */
    public void restart() {
        done = 0;
    }

    /**
     * Answers the calls of a turn that wait.
     *
     * @param path the conversation up to the turn, itself included
     * @param answered takes the answers by the call's place
     * @param failed takes why there are none; also after a stop
     * @return what stops it
     * @throws Fault when the bound is reached
     */
    public Runnable answer(AnswerTurn turn, List<Turn> path, Consumer<Map<Integer, ToolAnswer>> answered,
            Consumer<Fault> failed) {
        int most = settings.answering().mostRounds();
        if (done >= most) {
            throw new Fault("Stopped after %s of tool calls in a row.".formatted(Figures.count(most, "round", "rounds")),
                    "Answer by hand, let it go on at the card, or raise the bound under Tools.");
        }
        done++;
        ToolSource source = source();
        ArrayNode tools = settings.tools().tools();
        boolean[] stopped = new boolean[1];
        Thread work = Work.start("answer tool calls", () -> source.answers(path, tools), answers -> {
            if (!stopped[0]) {
                answered.accept(answers);
            }
        }, broken -> {
            if (!stopped[0]) {
                failed.accept(new Fault("The tool calls were not answered: %s".formatted(Fault.sentenceOf(broken)),
                        broken instanceof Fault fault ? fault.hint() : "", broken));
            }
        });
        return () -> {
            if (!stopped[0]) {
                stopped[0] = true;
                work.interrupt();
                failed.accept(new Fault("Stopped while %s answered.".formatted(settings.answering().summary()),
                        "Answer by hand, or let it go on at the card."));
            }
        };
    }

    private ToolSource source() {
        ToolAnswering answering = settings.answering();
        String name = answering.environmentProperty().get();
        return answering.modeProperty().get() == ToolAnswering.Mode.FIXED
                ? new ToolSource.Fixed(answering.fixedProperty().get())
                : new ToolSource.Environment(name, () -> environments.open(name));
    }
}
