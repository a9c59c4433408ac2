package dev.coop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.cli.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens on the command line, and that only their hashes stay. */
class TokenCommandTest {
    @TempDir
    private Path state;

    @Test
    void aTokenIsPrintedOnceAndOnlyItsHashIsKept() throws Exception {
        Coop made = coop("create", "ci", "--role", "drive", "--expires", "30d");
        assertThat(made.code()).isZero();
        assertThat(made.out()).matches("coop_[A-Za-z0-9_-]{40,}\n");
        assertThat(made.errors()).contains("token 'ci' may drive until ");
        Path file = state.resolve("coop/tokens");
        assertThat(Files.readString(file))
                .contains("ci drive ")
                .doesNotContain(made.out().strip());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aTokenLooksOnlyUnlessMoreWasAskedFor() throws Exception {
        Coop made = coop("create", "--json");
        Json json = Json.parse(made.out());
        assertThat(json.get("name").text()).contains("observe-1");
        assertThat(json.get("role").text()).contains("observe");
        assertThat(json.get("expires").isNull()).isTrue();
        assertThat(json.get("token").text())
                .hasValueSatisfying(token -> assertThat(token).startsWith("coop_"));
        assertThat(made.errors()).isEmpty();
    }

    @Test
    void theListShowsEverythingButTheTokens() throws Exception {
        String token = coop("create", "ci", "--role", "admin").out().strip();
        Coop list = coop("list");
        assertThat(list.out())
                .startsWith("NAME  ROLE")
                .contains("ci    admin")
                .contains("never")
                .doesNotContain(token);
        Json json = Json.parse(coop("list", "--json").out());
        assertThat(json.items()).hasSize(1);
        assertThat(json.items().getFirst().get("role").text()).contains("admin");
        assertThat(json.toString()).doesNotContain(token).doesNotContain("hash");
    }

    @Test
    void aRevokedTokenIsGoneAndAnUnknownOneIsNamed() {
        coop("create", "ci");
        assertThat(coop("revoke", "ci").code()).isZero();
        assertThat(coop("list", "--json").out()).isEqualTo("[]\n");
        Coop again = coop("revoke", "ci");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.errors()).isEqualTo("coop: there is no token called 'ci'\n");
    }

    @Test
    void whatMakesNoSenseIsNamedAndMakesNothing() {
        assertThat(coop().code()).isEqualTo(2);
        assertThat(coop("destroy").errors()).contains("create, list or revoke");
        assertThat(coop("create", "--role", "root").errors())
                .contains("option '--role' is 'root'; it must be one of: observe, drive, admin");
        assertThat(coop("create", "--expires", "soon").errors()).contains("such as 45m, 12h or 30d");
        assertThat(coop("create", "a", "b").errors()).contains("too many arguments: 'b'");
        assertThat(coop("create", "no such name").code()).isEqualTo(1);
        assertThat(state.resolve("coop/tokens")).doesNotExist();
    }

    private Coop coop(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "token";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Coop.run(Map.of("XDG_STATE_HOME", state.toString()), all);
    }
}
