package dev.coop.cli.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every byte on the wire, as RFC 6455 has it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebSocketTest {
    /** Generous: the machine may be busy with other tests. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private Peer peer;

    @SuppressWarnings("NullAway.Init")
    private Peer.Talk host;

    @SuppressWarnings("NullAway.Init")
    private WebSocket socket;

    @BeforeEach
    void connect() throws Exception {
        peer = Peer.on(directory.resolve("host.sock"));
        var opening = open(Map.of());
        host = peer.accept();
        agree(host, host.head());
        socket = opening.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @AfterEach
    void hangUp() throws IOException {
        socket.close();
        peer.close();
    }

    @Test
    void theHandshakeIsThatOfTheSpecification() throws Exception {
        var opening = open(Map.of("Authorization", "Bearer t"));
        Peer.Talk another = peer.accept();
        List<String> head = another.head();
        assertThat(head.getFirst()).isEqualTo("GET /ws?binary=true HTTP/1.1");
        assertThat(head)
                .contains(
                        "Host: localhost",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Authorization: Bearer t")
                .anyMatch(line -> line.matches("Sec-WebSocket-Key: [A-Za-z0-9+/]{22}=="));
        agree(another, head);
        opening.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).close();
    }

    /** RFC 6455 1.3 gives this pair. */
    @Test
    void theProofIsThatOfTheSpecificationsExample() {
        assertThat(Handshake.accept("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    void aHostThatRefusesIsQuoted() throws Exception {
        var opening = open(Map.of());
        Peer.Talk another = peer.accept();
        another.head();
        another.answer(401, "{\"error\":{}}");
        assertThatThrownBy(opening::join)
                .rootCause()
                .isInstanceOfSatisfying(HandshakeRefusedException.class, refused -> {
                    assertThat(refused.response().status()).isEqualTo(401);
                    assertThat(refused.response().body()).isEqualTo("{\"error\":{}}");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Upgrade: websocket\r\nSec-WebSocket-Accept: wrong\r\n",
                "Upgrade: h2c\r\nSec-WebSocket-Accept: KEY\r\n",
                "Upgrade: websocket\r\nSec-WebSocket-Accept: KEY\r\nSec-WebSocket-Extensions: permessage-deflate\r\n",
            })
    void anAgreementToSomethingElseIsNone(String headers) throws Exception {
        var opening = open(Map.of());
        Peer.Talk another = peer.accept();
        String accept = Handshake.accept(key(another.head()));
        another.send("HTTP/1.1 101 Switching Protocols\r\n" + headers.replace("KEY", accept) + "\r\n");
        assertThatThrownBy(opening::join).rootCause().isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "5, 2", "125, 2", "126, 4", "65535, 4", "65536, 10"})
    void whatIsSentIsMaskedAndHasTheShortestLength(int length, int headBytes) throws Exception {
        byte[] sent = new byte[length];
        Arrays.fill(sent, (byte) 'x');
        var sending = CompletableFuture.runAsync(() -> send(sent));
        byte[] head = host.read(headBytes);
        assertThat(head[0]).isEqualTo((byte) 0x82);
        assertThat(head[1] & 0x80).isEqualTo(0x80);
        assertThat(length(head)).isEqualTo(length);
        assertThat(unmasked(length)).isEqualTo(sent);
        sending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void everyFrameHasAMaskOfItsOwn() throws Exception {
        socket.send("same");
        socket.send("same");
        byte[] first = host.read(10);
        byte[] second = host.read(10);
        assertThat(first).startsWith(0x81, 0x84);
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void textsAndBytesArriveWhole() throws Exception {
        host.send((byte) 0x81, (byte) 3).send("\u00fc!");
        host.send((byte) 0x82, (byte) 126, (byte) 1, (byte) 0).send(new byte[256]);
        assertThat(receive()).isEqualTo(new Message.Text("\u00fc!"));
        assertThat(receive())
                .isInstanceOfSatisfying(
                        Message.Binary.class,
                        binary -> assertThat(binary.bytes()).isEqualTo(new byte[256]));
    }

    @Test
    void aMessageInFragmentsIsPutTogetherAndAPingBetweenThemAnswered() throws Exception {
        host.send((byte) 0x01, (byte) 2).send("ab");
        host.send((byte) 0x89, (byte) 1, (byte) 'p');
        host.send((byte) 0x00, (byte) 1).send("c");
        host.send((byte) 0x80, (byte) 1).send("d");
        assertThat(receive()).isEqualTo(new Message.Text("abcd"));
        assertThat(host.read(2)).containsExactly(0x8a, 0x81);
        assertThat(unmasked(1)).containsExactly('p');
    }

    /** A character may be split over fragments. */
    @Test
    void aTextIsDecodedWhenItIsWhole() throws Exception {
        host.send((byte) 0x01, (byte) 1, (byte) 0xc3).send((byte) 0x80, (byte) 1, (byte) 0xbc);
        assertThat(receive()).isEqualTo(new Message.Text("\u00fc"));
    }

    @Test
    void aFrameThatArrivesByteByByteIsTheSame() throws Exception {
        var receiving = CompletableFuture.supplyAsync(this::receive);
        for (byte b : new byte[] {(byte) 0x81, 126, 0, 3, 'a', 'b', 'c'}) {
            host.send(b);
        }
        assertThat(receiving.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(new Message.Text("abc"));
    }

    @Test
    void silenceIsNoEnd() throws Exception {
        assertThat(socket.receive(Duration.ZERO)).isEqualTo(new Message.Silence());
        host.send((byte) 0x8a, (byte) 0);
        host.send((byte) 0x81, (byte) 1, (byte) 'a');
        assertThat(receive()).isEqualTo(new Message.Text("a"));
    }

    @Test
    void aGoodbyeIsAnsweredAndItsReasonKept() throws Exception {
        host.send((byte) 0x88, (byte) 5, (byte) 0x03, (byte) 0xf3).send("bye");
        assertThat(receive()).isEqualTo(new Message.Closed(1011, "bye"));
        assertThat(closeCode()).isEqualTo(1011);
        assertThatThrownBy(() -> socket.send("more")).hasMessageContaining("is closed");
    }

    @Test
    void aGoodbyeWithoutAReasonIsAnsweredAsAnOrdinaryOne() throws Exception {
        host.send((byte) 0x88, (byte) 0);
        assertThat(receive()).isEqualTo(new Message.Closed(1005, ""));
        assertThat(closeCode()).isEqualTo(1000);
    }

    @Test
    void closingSaysGoodbyeOnceAndHangsUp() throws Exception {
        socket.close();
        socket.close();
        assertThat(closeCode()).isEqualTo(1000);
        assertThat(host.isAtEnd()).isTrue();
    }

    @Test
    void closingEndsTheWaitingOfTheReceiver() throws Exception {
        var receiving = CompletableFuture.supplyAsync(this::receive);
        socket.close();
        assertThatThrownBy(receiving::join).isInstanceOf(CompletionException.class);
    }

    @Test
    void aHostThatVanishesIsNoticed() throws Exception {
        host.close();
        assertThatThrownBy(() -> socket.receive(PATIENCE)).isInstanceOf(WireException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "c1 00, 1002", // a reserved bit
        "81 81, 1002", // masked
        "83 00, 1002", // an unknown kind
        "8b 00, 1002", // an unknown control
        "09 00, 1002", // a fragmented control
        "89 7e, 1002", // a long control
        "80 00, 1002", // a continuation of nothing
        "01 00 81 00, 1002", // a message inside another
        "88 01 00, 1002", // half a code
        "81 01 ff, 1007", // no UTF-8
        "81 01 c3, 1007", // half a character
        "82 7f 00 00 00 00 01 00 00 01, 1009", // over 16 MiB
        "82 7f ff ff ff ff ff ff ff ff, 1009",
    })
    void whatBreaksTheRulesEndsTheConnectionWithItsCode(String bytes, int code) throws Exception {
        for (String hex : bytes.split(" ", -1)) {
            host.send((byte) Integer.parseInt(hex, 16));
        }
        assertThatThrownBy(() -> socket.receive(PATIENCE)).isInstanceOf(ProtocolException.class);
        assertThat(closeCode()).isEqualTo(code);
    }

    @Test
    void manyFragmentsAreNoWayAroundTheLimit() throws Exception {
        byte[] chunk = new byte[1 << 20];
        var flood = CompletableFuture.runAsync(() -> {
            try {
                host.send((byte) 0x02, (byte) 0);
                while (true) {
                    host.send(ByteBuffer.allocate(10)
                            .put((byte) 0)
                            .put((byte) 127)
                            .putLong(chunk.length)
                            .array());
                    host.send(chunk);
                }
            } catch (IOException hungUp) {
                throw new UncheckedIOException(hungUp);
            }
        });
        assertThatThrownBy(() -> socket.receive(PATIENCE))
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.code).isEqualTo(1009));
        socket.close();
        assertThatThrownBy(flood::join).isInstanceOf(CompletionException.class);
    }

    private CompletableFuture<WebSocket> open(Map<String, String> headers) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return WebSocket.open(peer.endpoint(), "/ws?binary=true", headers, PATIENCE);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private static void agree(Peer.Talk talk, List<String> head) throws IOException {
        talk.send("HTTP/1.1 101 Switching Protocols\r\nupgrade: WebSocket\r\nConnection: upgrade\r\n"
                + "Sec-WebSocket-Accept: " + Handshake.accept(key(head)) + "\r\n\r\n");
    }

    private static String key(List<String> head) {
        String field = "Sec-WebSocket-Key: ";
        return head.stream()
                .filter(line -> line.startsWith(field))
                .findFirst()
                .orElseThrow()
                .substring(field.length());
    }

    private Message receive() {
        try {
            return socket.receive(PATIENCE);
        } catch (WireException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void send(byte[] bytes) {
        try {
            socket.send(bytes);
        } catch (WireException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static long length(byte[] head) {
        ByteBuffer rest = ByteBuffer.wrap(head, 2, head.length - 2);
        return switch (head.length) {
            case 4 -> Short.toUnsignedInt(rest.getShort());
            case 10 -> rest.getLong();
            default -> head[1] & 0x7f;
        };
    }

    private byte[] unmasked(int length) throws IOException {
        byte[] mask = host.read(4);
        byte[] payload = host.read(length);
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        for (int i = 0; i < payload.length; i++) {
            clear.write(payload[i] ^ mask[i % 4]);
        }
        return clear.toByteArray();
    }

    private int closeCode() throws IOException {
        assertThat(host.read(2)).containsExactly(0x88, 0x82);
        return Short.toUnsignedInt(ByteBuffer.wrap(unmasked(2)).getShort());
    }
}
