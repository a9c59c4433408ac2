package dev.coop.transport.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coop.core.api.Role;
import dev.coop.core.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S12: tokens that may do less than everything, and end. */
@Timeout(60)
class TokenStoreTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path directory;

    private Path file;
    private Instant now = Instant.parse("2026-11-20T12:00:00.123Z");
    private final AtomicLong nanos = new AtomicLong();
    private TokenStore store;
    private ScopedTokens known;

    @BeforeEach
    void open() {
        file = directory.resolve("coop/tokens");
        store = new TokenStore(file, () -> now);
        known = new ScopedTokens(store, nanos::get);
    }

    @Test
    void aTokenIsGoodFromItsMakingToItsEnd() throws Exception {
        TokenStore.Created ci = store.create(Optional.of("ci"), Role.OBSERVE, Optional.of(DAY));
        known.refresh();

        assertThat(ci.token().reveal()).startsWith("coop_").hasSizeGreaterThan(40);
        assertThat(known.find(ci.token())).contains(ci.stored());
        assertThat(ci.stored().role()).isEqualTo(Role.OBSERVE);
        assertThat(ci.stored().expires()).contains(Instant.parse("2026-11-21T12:00:00Z"));

        now = Instant.parse("2026-11-21T11:59:59.999Z");
        assertThat(known.find(ci.token())).isPresent();
        now = Instant.parse("2026-11-21T12:00:00Z");
        assertThat(known.find(ci.token())).isEmpty();
    }

    @Test
    void onlyTheTokenItselfIsGood() throws Exception {
        TokenStore.Created ci = store.create(Optional.of("ci"), Role.OBSERVE, Optional.empty());
        known.refresh();
        String token = ci.token().reveal();

        for (String wrong :
                List.of(token + "x", token.substring(1), "coop_", ci.stored().hash(), "ci")) {
            assertThat(known.find(Secret.of(wrong))).isEmpty();
        }
    }

    /** S6: what is secret is written so that nobody else reads it; and here it is not even written. */
    @Test
    void theFileIsPrivateAndHoldsNoToken() throws Exception {
        TokenStore.Created ci = store.create(Optional.of("ci"), Role.ADMIN, Optional.empty());

        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(directory.resolve("coop"))).isEqualTo("rwx------");
        assertThat(Files.readString(file)).contains("ci admin 2026-11-20T12:00:00Z never ");
        assertThat(Files.readString(file)).doesNotContain(ci.token().reveal());
        assertThat(ci.toString()).doesNotContain(ci.token().reveal());
        try (var files = Files.list(directory.resolve("coop"))) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("tokens", "tokens.lock");
        }
    }

    @Test
    void aRevokedTokenIsWorthNothingWithinASecondAlsoToWhoHasComeInWithIt() throws Exception {
        TokenStore.Created ci = store.create(Optional.of("ci"), Role.DRIVE, Optional.empty());
        TokenStore.Created other = store.create(Optional.of("other"), Role.DRIVE, Optional.empty());
        known.refresh();
        Caller.By.ScopedToken caller =
                new Caller.By.ScopedToken("ci", ci.stored().fingerprint(), Optional.empty());
        assertThat(known.isGood(caller)).isTrue();

        assertThat(store.revoke("ci")).isTrue();
        assertThat(store.revoke("ci")).isFalse();
        TokenStore.Created again = store.create(Optional.of("ci"), Role.ADMIN, Optional.empty());

        nanos.addAndGet(ScopedTokens.MAX_AGE.toNanos());
        assertThat(known.fresh()).isFalse();
        known.refresh();
        assertThat(known.isGood(caller)).isFalse();
        assertThat(known.find(ci.token())).isEmpty();
        assertThat(known.find(again.token())).isPresent();
        assertThat(known.find(other.token())).isPresent();
    }

    @Test
    void theFileIsReadAgainOnlyWhenItChangedAndNotTooOften() throws Exception {
        known.refresh();
        assertThat(known.fresh()).isTrue();
        TokenStore.Created ci = store.create(Optional.empty(), Role.DRIVE, Optional.empty());

        known.refresh();
        assertThat(known.find(ci.token())).isEmpty();
        nanos.addAndGet(ScopedTokens.MAX_AGE.toNanos());
        known.refresh();
        assertThat(known.find(ci.token())).isPresent();

        Files.delete(file);
        nanos.addAndGet(ScopedTokens.MAX_AGE.toNanos());
        known.refresh();
        assertThat(known.find(ci.token())).isEmpty();
        assertThat(known.any()).isFalse();
    }

    @Test
    void namesAreUniqueAndGivenWhereNoneIsWanted() throws Exception {
        store.create(Optional.of("ci"), Role.DRIVE, Optional.empty());

        assertThatThrownBy(() -> store.create(Optional.of("ci"), Role.ADMIN, Optional.empty()))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining("ci");
        assertThat(store.create(Optional.empty(), Role.OBSERVE, Optional.empty())
                        .stored()
                        .name())
                .isEqualTo("observe-1");
        assertThat(store.create(Optional.empty(), Role.OBSERVE, Optional.empty())
                        .stored()
                        .name())
                .isEqualTo("observe-2");
        assertThat(store.list()).extracting(StoredToken::name).containsExactly("ci", "observe-1", "observe-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "-rf", "../x", "ä", "#", "a\0"})
    void aNameThatNeedsQuotesIsRefused(String name) {
        assertThatThrownBy(() -> store.create(Optional.of(name), Role.DRIVE, Optional.empty()))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining("name");
        assertThat(file).doesNotExist();
    }

    @Test
    void aLifetimeMustBeOne() {
        for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            assertThatThrownBy(() -> store.create(Optional.empty(), Role.DRIVE, Optional.of(none)))
                    .isInstanceOf(TokenStoreException.class)
                    .hasMessageContaining("expires");
        }
    }

    @Test
    void expiredTokensMakeRoomAndTheirNumberIsBounded() throws Exception {
        for (int i = 0; i < TokenFile.MAX_TOKENS; i++) {
            store.create(Optional.of("t" + i), Role.OBSERVE, Optional.of(DAY));
        }
        assertThatThrownBy(() -> store.create(Optional.empty(), Role.OBSERVE, Optional.empty()))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining("revoke");

        now = now.plus(DAY);
        store.create(Optional.of("t0"), Role.OBSERVE, Optional.empty());
        assertThat(store.list()).hasSize(1);
    }

    @Test
    void manyMayMakeTokensAtOnce() throws Exception {
        List<Callable<String>> makers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "t" + i;
            makers.add(() -> new TokenStore(file, () -> now)
                    .create(Optional.of(name), Role.OBSERVE, Optional.empty())
                    .stored()
                    .name());
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<String> made : threads.invokeAll(makers)) {
                made.get();
            }
        }
        assertThat(store.list()).hasSize(8);
    }

    @Test
    void aFileThatOthersCanReadOrThatIsNotOursIsRefusedWhole() throws Exception {
        TokenStore.Created ci = store.create(Optional.of("ci"), Role.ADMIN, Optional.empty());

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        refuses(ci, "chmod 600");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Path moved = Files.move(file, directory.resolve("elsewhere"));
        Files.createSymbolicLink(file, moved);
        refuses(ci, "not a file of tokens");
    }

    @Test
    void aFileOfAnotherUserIsRefused() throws Exception {
        TokenStore.Created ci = store.create(Optional.of("ci"), Role.ADMIN, Optional.empty());
        OtherUser.give(file);

        refuses(ci, "another user");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "x admin 2026-11-20T12:00:00Z never",
                "x root 2026-11-20T12:00:00Z never e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "x admin yesterday never e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "x admin 2026-11-20T12:00:00Z ever e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "x admin 2026-11-20T12:00:00Z never e3b0",
                "x y admin 2026-11-20T12:00:00Z never e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            })
    void aLineThatIsNotOursClosesTheStoreAndIsNamed(String line) throws Exception {
        TokenStore.Created ci = store.create(Optional.of("ci"), Role.ADMIN, Optional.empty());
        Files.writeString(file, line + "\n", StandardOpenOption.APPEND);

        refuses(ci, "line 3");
    }

    @Test
    void commentsAndBlankLinesAreOurs() throws Exception {
        store.create(Optional.of("ci"), Role.ADMIN, Optional.empty());
        Files.writeString(file, "\n# mine\n", StandardOpenOption.APPEND);

        assertThat(store.list()).hasSize(1);
    }

    private void refuses(TokenStore.Created token, String because) {
        assertThatThrownBy(store::list).isInstanceOf(TokenStoreException.class).hasMessageContaining(because);
        nanos.addAndGet(ScopedTokens.MAX_AGE.toNanos());
        known.refresh();
        assertThat(known.find(token.token())).isEmpty();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
