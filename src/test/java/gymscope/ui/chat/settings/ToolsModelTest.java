package gymscope.ui.chat.settings;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.Json;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolsModelTest {

    private final ToolsModel tools = new ToolsModel();

    @Test
    void theSampleIsATool() {
        tools.textProperty().set(ToolsModel.SAMPLE);

        assertThat(tools.names()).containsExactly("get_weather");
        assertThat(tools.summary()).isEqualTo("1 tool");
    }

    @Test
    void theFlatFormIsSentInTheFormOfChatCompletions() {
        tools.textProperty().set("[{\"type\": \"function\", \"name\": \"add\", \"parameters\": {}, \"strict\": true}]");

        assertThat(Json.write(tools.tools())).isEqualTo(
                "[{\"type\":\"function\",\"function\":{\"name\":\"add\",\"parameters\":{},\"strict\":true}}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{} | The tools are not a list.", "[3] | Tool 1 is not an object.",
        "[{\"type\": \"function\", \"function\": {}}] | Tool 1 has no name.",
        "[{\"type\": \"web_search\"}] | Tool 1 has the type web_search.",
        "[{\"type\": \"function\", \"name\": \"f\", \"parameters\": 1}] | The parameters of f are not an object."})
    void whatIsWrongIsSaidInWords(String text, String sentence) {
        tools.textProperty().set(text);

        assertThat(Objects.requireNonNull(tools.problem()).sentence()).isEqualTo(sentence);
        assertThat(tools.names()).isEmpty();
        assertThat(tools.summary()).isEqualTo("Tools with a problem");
    }
}
