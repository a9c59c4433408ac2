package dev.coop.cli.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void whatIsReadIsWrittenTheSame() throws Exception {
        String text = "{\"a\":[1,-2.5,12345678901234567890,true,false,null,\"\\n\u00fc\"],\"b\":{}}";
        assertThat(Json.parse(text)).hasToString(text);
    }

    @Test
    void whatIsMissingOrOfAnotherKindIsAbsent() throws Exception {
        Json json = Json.parse("{\"text\":\"a\",\"number\":7,\"list\":[\"x\",1,\"y\"]}");
        assertThat(json.get("none").get("deeper").text()).isEmpty();
        assertThat(json.get("text").number()).isEmpty();
        assertThat(json.get("number").text()).isEmpty();
        assertThat(json.get("number").number()).hasValue(7);
        assertThat(json.get("list").texts()).containsExactly("x", "y");
        assertThat(json.get("text").items()).isEmpty();
        assertThat(json.get("number").isTrue()).isFalse();
        assertThat(json.get("none").isNull()).isTrue();
    }

    @Test
    void aRequestIsBuiltFieldByField() {
        Json json = Json.object()
                .with("text", "a\"b")
                .with("enter", true)
                .with("n", 3)
                .with("keys", Json.of(List.of(Json.of("up"))));
        assertThat(json).hasToString("{\"text\":\"a\\\"b\",\"enter\":true,\"n\":3,\"keys\":[\"up\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,", "{\"a\":}", "nonsense", "{} {}", "\"open"})
    void whatIsNoJsonIsAnErrorInWords(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("the host's answer");
    }
}
