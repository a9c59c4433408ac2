package dev.coop.transport.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coop.transport.admission.Denied.Why;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** S2: a page of somebody else must not reach a session through the user's browser, by its own name or under ours. */
class WebRulesTest {
    private static final Peer LOOPBACK = tcp("127.0.0.1", "127.0.0.1");
    private static final Peer NETWORK = tcp("192.0.2.7", "192.0.2.200");
    private static final Peer SOCKET = new Peer.UnixSocket(0, 1);
    private static final WebRules RULES = WebRules.allowing(List.of(), List.of());
    private static final WebRules OPENED = WebRules.allowing(
            List.of("build.example", "Other.Example:8443"), List.of("https://build.example", "http://localhost:3000"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "localhost:1",
                "LOCALHOST:8080",
                "localhost.",
                "localhost.:8080",
                "coop.localhost",
                "a.b.localhost:80",
                "127.0.0.1",
                "127.0.0.1:65535",
                "127.0.0.1.:80",
                "127.255.255.254:8080",
                "[::1]",
                "[::1]:8080",
                "[0:0:0:0:0:0:0:1]:8080",
                "[::ffff:127.0.0.1]:8080",
                "[::FFFF:7F00:1]"
            })
    void loopbackNamesAreOursOnAnyPort(String host) {
        assertThat(why(RULES, toHost(host), LOOPBACK)).isEmpty();
        assertThat(why(RULES, toHost(host), SOCKET)).isEmpty();
    }

    @ParameterizedTest
    @EmptySource
    @ValueSource(
            strings = {
                // rebinding: the name is the attacker's, the address it leads to is ours
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "evil-localhost",
                "notlocalhost:8080",
                "localhost.example",
                // addresses that are not ours
                "192.0.2.7",
                "10.0.0.1:8080",
                "[2001:db8::1]:8080",
                "0.0.0.0:8080",
                "[::]:8080",
                "169.254.169.254",
                // written so that two readers read two things
                "localhost@evil.example",
                "evil.example@localhost",
                "user:pass@localhost:8080",
                "localhost:8080@evil.example",
                "localhost, evil.example",
                "localhost evil.example",
                " localhost",
                "localhost ",
                "localhost\tevil",
                "localhost\0",
                "localhost\r\nX: y",
                "localhost/evil.example",
                "localhost#evil.example",
                "localhost?evil.example",
                "localhost\\evil.example",
                "localhost%2eevil.example",
                "%6cocalhost",
                "/tmp/coop.sock",
                "localhost..",
                ".localhost",
                "..",
                ".",
                "a..localhost",
                "localhost:",
                "localhost:abc",
                "localhost:-1",
                "localhost:65536",
                "localhost:99999999999",
                "localhost:80:80",
                ":8080",
                // other notations of 127.0.0.1
                "127.1",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "127.0.0.01",
                "127.0.0.256",
                "127.0.0.1.1",
                "1270.0.0.1",
                "::1",
                "::1:8080",
                "[::1",
                "::1]",
                "[]",
                "[::1]evil.example",
                "[::1].localhost",
                "[::1%lo]:8080",
                "[::1%25lo]:8080",
                "[127.0.0.1]:8080",
                "[localhost]",
                "[:::1]",
                // letters that are not what they look like
                "lоcalhost",
                "localhosT\u0307",
                "ⓛocalhost"
            })
    void everyOtherNameIsSomebodyElses(String host) {
        assertThat(why(RULES, toHost(host), LOOPBACK)).contains(Why.HOST);
    }

    @Test
    void aNameOfAnyLengthIsRefusedAtOnce() {
        assertThat(why(RULES, toHost("a".repeat(100_000)), LOOPBACK)).contains(Why.HOST);
        assertThat(why(RULES, toHost("a.".repeat(50_000) + "localhost"), LOOPBACK))
                .contains(Why.HOST);
    }

    @Test
    void theAddressThatAConnectionCameToIsOurs() {
        assertThat(why(RULES, toHost("192.0.2.7:8080"), NETWORK)).isEmpty();
        assertThat(why(RULES, toHost("192.0.2.8:8080"), NETWORK)).contains(Why.HOST);
        assertThat(why(RULES, toHost("192.0.2.200:8080"), NETWORK)).contains(Why.HOST);
        assertThat(why(RULES, toHost("localhost:8080"), NETWORK)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "build.example, true",
        "BUILD.example.:9000, true",
        "other.example:8443, true",
        "other.example, false",
        "other.example:8080, false",
        "sub.build.example, false",
        "build.example.evil.example, false"
    })
    void namesThatTheUserAllowsAreOurs(String host, boolean ours) {
        assertThat(why(OPENED, toHost(host), NETWORK).isEmpty()).isEqualTo(ours);
    }

    @Test
    void aRequestNamesExactlyOnePlace() {
        assertThat(why(RULES, to(List.of(), "/"), LOOPBACK)).contains(Why.HOST);
        assertThat(why(RULES, to(List.of("localhost", "evil.example"), "/"), LOOPBACK))
                .contains(Why.HOST);
        assertThat(why(RULES, to(List.of("evil.example", "localhost"), "/"), LOOPBACK))
                .contains(Why.HOST);
        assertThat(why(RULES, to(List.of("localhost:1", "localhost:2"), "/"), LOOPBACK))
                .contains(Why.HOST);
        assertThat(why(RULES, to(List.of("localhost:1", "LOCALHOST.:1"), "/"), LOOPBACK))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/api, localhost:8080, true",
        "HTTP://LocalHost:8080/api, localhost:8080, true",
        "ws://localhost:8080/ws, localhost:8080, true",
        "http://localhost:8080, localhost:8080, true",
        "*, localhost:8080, true",
        "//evil.example/api, localhost:8080, true",
        "http://evil.example/api, localhost:8080, false",
        "http://localhost:8080/api, evil.example, false",
        "http://localhost@evil.example/, localhost, false",
        "http://evil.example#@localhost/, localhost, false",
        "http://evil.example?@localhost/, localhost, false",
        "http:/localhost/, localhost, false",
        "http:///api, localhost, false",
        "file://localhost/etc, localhost, false",
        "localhost:8080, localhost:8080, false",
        "'', localhost, false"
    })
    void aWholeUrlAsTargetMustNameTheSamePlace(String target, String host, boolean ours) {
        assertThat(why(RULES, to(List.of(host), target), LOOPBACK).isEmpty()).isEqualTo(ours);
    }

    /** A Unix socket has no name; clients put there what they like. Dotted ones could still come through a bridge. */
    @ParameterizedTest
    @CsvSource({
        "'', true",
        "coop, true",
        "d, true",
        "/run/user/0/coop/a.sock, true",
        "%2Frun%2Fcoop.sock, true",
        "evil.example, false",
        "192.0.2.7, false",
        "a@b, false"
    })
    void onTheUnixSocketANameIsNotNeeded(String host, boolean ours) {
        assertThat(why(RULES, toHost(host), SOCKET).isEmpty()).isEqualTo(ours);
        assertThat(why(RULES, to(List.of(), "/"), SOCKET)).isEmpty();
        assertThat(why(RULES, to(List.of("localhost", "/x"), "/"), SOCKET)).contains(Why.HOST);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, http://localhost:8080, true",
        "LOCALHOST:8080, http://localhost:8080, true",
        "localhost, http://localhost, true",
        "localhost, http://localhost:80, true",
        "localhost:80, http://localhost, true",
        "[::1]:8080, http://[::1]:8080, true",
        "localhost:8080, http://localhost:3000, false",
        "localhost:8080, http://localhost, false",
        "localhost:8080, https://localhost:8080, false",
        "localhost:8080, http://127.0.0.1:8080, false",
        "localhost:8080, http://a.localhost:8080, false",
        "localhost:8080, http://evil.example, false",
        "localhost:8080, http://evil.example:8080, false",
        "localhost:8080, http://localhost.evil.example:8080, false",
        "localhost:8080, http://localhost:8080@evil.example, false",
        "localhost:8080, http://localhost:8080/, false",
        "localhost:8080, http://localhost:8080 http://evil.example, false",
        "localhost:8080, null, false",
        "localhost:8080, '', false",
        "localhost:8080, file://, false",
        "localhost:8080, chrome-extension://abcdef, false",
        "localhost:8080, //localhost:8080, false",
        "localhost:8080, localhost:8080, false"
    })
    void onlyOurOwnPageMayTalkToUs(String host, String origin, boolean own) {
        WebRequest request = new WebRequest(List.of(host), "/ws", List.of(origin), List.of(), true);

        assertThat(why(RULES, request, LOOPBACK)).isEqualTo(own ? Optional.empty() : Optional.of(Why.ORIGIN));
        assertThat(RULES.corsOrigin(request)).isEmpty();
    }

    @Test
    void twoOriginsAreNone() {
        WebRequest request = new WebRequest(
                List.of("localhost"), "/ws", List.of("http://localhost", "http://localhost"), List.of(), true);

        assertThat(why(RULES, request, LOOPBACK)).contains(Why.ORIGIN);
    }

    @Test
    void aPageThatTheUserAllowsMayTalkToUsAndReadTheAnswer() {
        WebRequest request = new WebRequest(
                List.of("localhost:8080"), "/", List.of("https://build.example"), List.of("cross-site"), true);

        assertThat(why(OPENED, request, LOOPBACK)).isEmpty();
        assertThat(OPENED.corsOrigin(request)).contains("https://build.example");
        assertThat(why(RULES, request, LOOPBACK)).contains(Why.ORIGIN);
    }

    @ParameterizedTest
    @CsvSource({
        "same-origin, true",
        "none, true",
        "cross-site, false",
        "same-site, false",
        "Cross-Site, false",
        "anything, false",
        "'', false"
    })
    void aRequestWithoutOriginThatAnotherSiteCausedIsRefusedOnTheApiOnly(String site, boolean own) {
        assertThat(why(RULES, from(site, true), LOOPBACK)).isEqualTo(own ? Optional.empty() : Optional.of(Why.ORIGIN));
        assertThat(why(RULES, from(site, false), LOOPBACK)).isEmpty();
    }

    @Test
    void ourOwnOriginDoesNotExcuseAnotherSite() {
        WebRequest request =
                new WebRequest(List.of("localhost"), "/ws", List.of("http://localhost"), List.of("cross-site"), true);

        assertThat(why(RULES, request, LOOPBACK)).contains(Why.ORIGIN);
    }

    @Test
    void onTheUnixSocketAForeignPageIsRefusedToo() {
        WebRequest bridged = new WebRequest(List.of(), "/ws", List.of("http://evil.example"), List.of(), true);

        assertThat(why(RULES, bridged, SOCKET)).contains(Why.ORIGIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "null", "https://", "build.example", "https://build.example/", "https://*.example"})
    void anOriginToAllowMustBeOne(String origin) {
        assertThatThrownBy(() -> WebRules.allowing(List.of(), List.of(origin)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("--allow-origin", origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://build.example", "a b", "", "*.example"})
    void aHostToAllowMustBeOne(String host) {
        assertThatThrownBy(() -> WebRules.allowing(List.of(host), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("--allow-host", host);
    }

    private static WebRequest toHost(String host) {
        return to(List.of(host), "/api/v1/screen");
    }

    private static WebRequest to(List<String> hosts, String target) {
        return new WebRequest(hosts, target, List.of(), List.of(), true);
    }

    private static WebRequest from(String site, boolean api) {
        return new WebRequest(List.of("localhost"), "/", List.of(), List.of(site), api);
    }

    private static Optional<Why> why(WebRules rules, WebRequest request, Peer peer) {
        return rules.check(request, peer).map(Denied::why);
    }

    private static Peer tcp(String local, String remote) {
        return Peer.tcp(
                new InetSocketAddress(InetAddress.ofLiteral(local), 8080),
                new InetSocketAddress(InetAddress.ofLiteral(remote), 40000));
    }
}
