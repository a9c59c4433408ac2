package dev.coop.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketPlacesTest {
    @Test
    void theRuntimeDirectoryComesBeforeTheStateDirectory() {
        SocketPlaces places = SocketPlaces.of(
                Map.of("XDG_RUNTIME_DIR", "/run/user/7", "XDG_STATE_HOME", "/state", "HOME", "/home/a"));
        assertThat(places.folders()).containsExactly(Path.of("/run/user/7/coop"), Path.of("/state/coop"));
        assertThat(places.sockets("claude"))
                .containsExactly(Path.of("/run/user/7/coop/claude.sock"), Path.of("/state/coop/claude.sock"));
    }

    @Test
    void withoutVariablesTheStateDirectoryIsInTheUsersHome() {
        assertThat(SocketPlaces.of(Map.of("HOME", "/home/a")).sockets("a"))
                .containsExactly(Path.of("/home/a/.local/state/coop/a.sock"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative", "./here"})
    void aVariableThatIsNoAbsolutePathIsUnset(String value) {
        Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", value, "XDG_STATE_HOME", value, "HOME", "/home/a");
        assertThat(SocketPlaces.of(environment).folders()).containsExactly(Path.of("/home/a/.local/state/coop"));
    }

    @Test
    void whereNothingIsSetThereIsNoPlace() {
        assertThat(SocketPlaces.of(Map.of()).folders()).isEmpty();
    }

    @Test
    void aPathThatTheKernelWouldCutIsNoPlace() {
        String longest = "/" + "r".repeat(SocketPlaces.MAX_PATH_BYTES - "//coop/abc.sock".length());
        SocketPlaces places = SocketPlaces.of(Map.of("XDG_RUNTIME_DIR", longest, "HOME", "/home/a"));
        assertThat(places.sockets("abc")).hasSize(2);
        assertThat(places.sockets("abcd")).containsExactly(Path.of("/home/a/.local/state/coop/abcd.sock"));
        assertThat(SocketPlaces.fits(Path.of("/" + "\u00fc".repeat(60)))).isFalse();
    }

    @Test
    void theFilesNameIsTheHosts() {
        assertThat(SocketPlaces.name(Path.of("/run/coop/claude-2.sock"))).contains("claude-2");
        assertThat(SocketPlaces.name(Path.of("/run/coop/.sock"))).isEmpty();
        assertThat(SocketPlaces.name(Path.of("/run/coop/claude.sock.lock"))).isEmpty();
        assertThat(SocketPlaces.name(Path.of("/"))).isEmpty();
    }
}
