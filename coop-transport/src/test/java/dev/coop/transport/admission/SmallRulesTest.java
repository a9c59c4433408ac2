package dev.coop.transport.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers, credentials, the own user, redaction. */
class SmallRulesTest {
    private static final String WHOLE_MAP = "         0          0 4294967295";

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.3.2.1, true",
        "::1, ::1, true",
        "192.0.2.7, 127.0.0.1, false",
        "127.0.0.1, 192.0.2.7, false",
        "192.0.2.7, 192.0.2.7, false",
        "::1, 2001:db8::1, false"
    })
    void onlyBothEndsOnLoopbackAreThisMachine(String local, String remote, boolean loopback) {
        Peer peer = Peer.tcp(address(local), address(remote));

        assertThat(peer instanceof Peer.LoopbackTcp).isEqualTo(loopback);
    }

    @Test
    void anIpv4AddressOnAnIpv6SocketIsTheIpv4Address() throws Exception {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, 127, 0, 0, 1};
        InetSocketAddress asItComes = new InetSocketAddress(Inet6Address.getByAddress(null, mapped, 0), 80);

        assertThat(Peer.tcp(asItComes, asItComes))
                .isEqualTo(new Peer.LoopbackTcp(address("127.0.0.1"), address("127.0.0.1")));
    }

    @Test
    void aBearerTokenIsReadExactlyAsClientsWriteIt() {
        assertThat(Credentials.none().withAuthorization("Bearer abc").token())
                .hasValueSatisfying(token -> assertThat(token.reveal()).isEqualTo("abc"));
        assertThat(Credentials.none().withAuthorization("Bearer  abc").token())
                .hasValueSatisfying(token -> assertThat(token.reveal()).isEqualTo(" abc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "bearer abc", "Basic YTpi", "abc", "Bearer\tabc", " Bearer abc"})
    void anythingElseIsNoToken(String header) {
        Credentials credentials = Credentials.none().withAuthorization(header);

        assertThat(credentials.token()).isEmpty();
        assertThat(credentials.notBearer()).isTrue();
    }

    @Test
    void credentialsCanBeLoggedByMistake() {
        Credentials credentials = Credentials.none()
                .withAuthorization("Bearer hush-hush")
                .withHookSecret("more-hush")
                .withToken("other-hush");

        assertThat(credentials.toString()).doesNotContain("hush");
        assertThat(Credentials.none().withToken("").withHookSecret("")).isEqualTo(Credentials.none());
    }

    @Test
    void whereAllUsersHaveNumbersOursIsOurs() {
        assertThat(OwnUser.distinct(1000, List.of(WHOLE_MAP), 65534)).hasValue(1000);
        assertThat(OwnUser.distinct(0, List.of(WHOLE_MAP), 65534)).hasValue(0);
        assertThat(OwnUser.distinct(65534, List.of(WHOLE_MAP), 65534)).hasValue(65534);
    }

    /** Everybody who has no number in a user namespace is shown as the overflow user: one of them would be all of them. */
    @Test
    void inAUserNamespaceTheOverflowUserIsNobodyInParticular() {
        List<String> rootless = List.of("0 1000 1", "1 100000 65536");

        assertThat(OwnUser.distinct(0, rootless, 65534)).hasValue(0);
        assertThat(OwnUser.distinct(65534, rootless, 65534)).isEqualTo(OptionalInt.empty());
    }

    @Test
    void aTokenInALogIsTakenOut() {
        String token = TokenStore.PREFIX + "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abcde";

        assertThat(Redaction.of("GET /ws?subscribe=pty&token=" + token + "&since=1 by " + token))
                .isEqualTo("GET /ws?subscribe=pty&token=(secret)&since=1 by (secret)");
        assertThat(Redaction.of("GET /ws?token=hush HTTP/1.1")).isEqualTo("GET /ws?token=(secret) HTTP/1.1");
        assertThat(Redaction.of("/ws?TOKEN=hush#frag")).isEqualTo("/ws?TOKEN=(secret)#frag");
        assertThat(Redaction.of("Authorization: Bearer hush, more")).isEqualTo("Authorization: Bearer (secret), more");
        assertThat(Redaction.of("coop_session=1 token=open coop_")).isEqualTo("coop_session=1 token=open coop_");
    }

    private static InetSocketAddress address(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 80);
    }
}
