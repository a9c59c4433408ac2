package dev.coop.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coop.core.api.InputOperations.TextInput;
import dev.coop.core.api.SessionOperations.CreateRequest;
import dev.coop.core.api.TerminalOperations.ResizeRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    private static <Q> Q read(String json, Class<Q> type) {
        return Json.bind(Json.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))), type);
    }

    @Test
    void missingFieldsHaveTheirDefaultsAndUnknownOnesAreIgnored() {
        assertThat(read("{\"text\":\"hi\",\"later\":[1]}", TextInput.class)).isEqualTo(new TextInput("hi", false));
        assertThat(read("{\"command\":[\"sh\"],\"rows\":7}", CreateRequest.class))
                .isEqualTo(new CreateRequest(null, List.of("sh"), null, Map.of(), 200, 7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|text|text is missing",
                "{\"text\":null}|text|text is missing",
                "{\"text\":5}|text|text has to be a string",
                "{\"text\":true}|text|text has to be a string",
                "{\"text\":[]}|text|text has to be a string",
                "{\"text\":\"a\",\"enter\":\"yes\"}|enter|enter has to be true or false",
                "{\"text\":\"a\",\"enter\":1}|enter|enter has to be true or false",
            })
    void whatDoesNotFitNamesTheField(String json, String field, String message) {
        assertThatThrownBy(() -> read(json, TextInput.class)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_REQUEST);
            assertThat(refusal.field()).contains(field);
            assertThat(refusal).hasMessage(message);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"cols\":0,\"rows\":5}|cols|cols and rows must be positive",
                "{\"cols\":80,\"rows\":2001}|rows|rows has to be from 1 to 2000, not 2001",
                "{\"cols\":-1,\"rows\":5}|cols|cols has to be from 1 to 2000, not -1",
                "{\"cols\":80}|rows|rows is missing",
                "{\"cols\":80.5,\"rows\":5}|cols|cols has to be a whole number of at most 32 bits",
                "{\"cols\":99999999999,\"rows\":5}|cols|cols has to be a whole number of at most 32 bits",
                "{\"cols\":\"80\",\"rows\":5}|cols|cols has to be a whole number of at most 32 bits",
            })
    void numbersAreNeitherCutNorGuessed(String json, String field, String message) {
        assertThatThrownBy(() -> read(json, ResizeRequest.class)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.field()).contains(field);
            assertThat(refusal).hasMessageStartingWith(message);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{|no JSON", "[]|JSON object", "3|JSON object", "{} {}|no JSON", "{\"a\":hush}|no JSON"})
    void whatIsNoObjectIsRefusedWithoutRepeatingIt(String json, String message) {
        assertThatThrownBy(() -> read(json, TextInput.class))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("hush");
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}", TextInput.class))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void anElementOfAListIsNamedByItsPlace() {
        assertThatThrownBy(() -> read("{\"command\":[\"a\",{}]}", CreateRequest.class))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).contains("command[1]"));
    }

    @Test
    void nothingIsARequestWithoutFields() {
        assertThat(read("", Operation.None.class)).isEqualTo(new Operation.None());
    }
}
