package dev.coop.cli.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, localhost, 8080, ''",
        "http://localhost:8080/, localhost, 8080, ''",
        "HTTP://localhost:8080, localhost, 8080, ''",
        "ws://10.0.0.1:99/ws, 10.0.0.1, 99, ''",
        "ws://10.0.0.1:99/box/ws/, 10.0.0.1, 99, /box",
        "http://example.org, example.org, 80, ''",
        "localhost:8080, localhost, 8080, ''",
        "http://[::1]:8080, ::1, 8080, ''",
    })
    void aUrlNamesAMachineAPortAndAPath(String url, String name, int port, String base) {
        assertThat(Endpoint.parse(url)).isEqualTo(new Endpoint(new Address.Tcp(name, port), base));
    }

    @ParameterizedTest
    @CsvSource({
        "unix:/run/a.sock, /run/a.sock",
        "unix:///run/a.sock, /run/a.sock",
        "/run/a.sock, /run/a.sock",
        "./a.sock, ./a.sock"
    })
    void aPathNamesASocket(String text, Path path) {
        assertThat(Endpoint.parse(text)).isEqualTo(Endpoint.of(path));
    }

    @ParameterizedTest
    @CsvSource({
        "https://localhost:8080, TLS",
        "wss://localhost:8080, TLS",
        "ftp://localhost:8080, http://",
        "http://localhost:0, port",
        "http://localhost:99999, port",
        "http://:80, machine",
        "'http://a b', URL",
    })
    void aSenselessAddressIsAnErrorThatSaysWhy(String text, String why) {
        assertThatThrownBy(() -> Endpoint.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080?token=hush", "http://user:hush@localhost:8080"})
    void aSecretInAUrlIsRefusedAndNotRepeated(String url) {
        assertThatThrownBy(() -> Endpoint.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("COOP_AUTH_TOKEN")
                .hasMessageNotContaining("hush");
    }

    @Test
    void theTextIsWhatCanBeTyped() {
        assertThat(Endpoint.parse("ws://[::1]:8080/box/ws")).hasToString("http://[::1]:8080/box");
        assertThat(Endpoint.parse("unix:/run/a.sock")).hasToString("/run/a.sock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a", "a:1", "/a", "unix:a"})
    void whatHasASlashOrAColonIsNoName(String text) {
        assertThat(Endpoint.looksLikeOne(text)).isTrue();
    }
}
