package dev.coop.core.pty;

import static dev.coop.core.pty.Typing.type;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Typing to a program: order, all or nothing, bounded, and never in the way of reading. */
class InputTest {
    private static final int MEGABYTE = 1 << 20;

    private final PtyHost host = PtyHost.open(1);
    private final Ear ear = new Ear();

    @AfterEach
    void closeHost() {
        host.close();
    }

    @Test
    void whatIsTypedArrivesInOrder() throws Exception {
        // Without the terminal's own echo, which would stand anywhere between and inside the answers.
        Pty pty = host.spawn(Launches.sh("stty -echo; echo ready; while read line; do echo \"got $line\"; done"), ear);
        ear.awaitText("ready\n");
        for (int i = 0; i < 100; i++) {
            pty.write((i + "\n").getBytes(US_ASCII));
        }
        ear.awaitText("got 99\n");
        StringBuilder expected = new StringBuilder("ready\n");
        for (int i = 0; i < 100; i++) {
            expected.append("got ").append(i).append('\n');
        }
        assertThat(ear.text()).isEqualTo(expected.toString());
    }

    /** P1: a large paste into a program that floods stopped both. */
    @Test
    void aLargePasteIntoAFloodingProgramArrivesWhole() throws Exception {
        byte[] paste = random(MEGABYTE);
        Pty pty = host.spawn(
                Launches.sh("stty raw -echo; yes & flood=$!; head -c " + MEGABYTE
                        + " | sha256sum | sed 's/ .*/ is the sum/'; kill $flood"),
                ear);
        ear.awaitText("y\n");

        pty.write(paste);

        ear.awaitText(" is the sum");
        assertThat(ear.text()).contains(sha256(paste) + " is the sum");
    }

    /** The same with a program that copies what it gets: each side fills while the other waits. */
    @Test
    void aLargePasteIntoAProgramThatEchoesComesBackWhole() throws Exception {
        byte[] paste = random(MEGABYTE);
        Pty pty = host.spawn(Launches.sh("stty raw -echo; echo ready; exec cat"), ear);
        ear.awaitText("ready\n");
        int before = ear.bytes().length;

        pty.write(paste);

        ear.await("the echo", () -> ear.length() >= before + paste.length);
        byte[] echo = java.util.Arrays.copyOfRange(ear.bytes(), ear.length() - paste.length, ear.length());
        assertThat(sha256(echo)).isEqualTo(sha256(paste));
    }

    @Test
    void aProgramThatNeverReadsCostsBoundedMemoryAndItsWriterIsRefused() throws Exception {
        Pty pty = host.spawn(Launches.sh("stty raw -echo; echo ready; exec sleep 1000"), ear);
        ear.awaitText("ready\n");
        byte[] block = new byte[64 * 1024];

        int taken = 0;
        while (taken < 1000 && type(pty, block).isEmpty()) {
            taken++;
        }

        assertThat(type(pty, block)).contains(InputRefused.Reason.FULL);
        assertThat(taken * block.length)
                .isBetween(Pty.MAX_PENDING_INPUT - 2 * block.length, Pty.MAX_PENDING_INPUT + 2 * block.length);
    }

    @Test
    void aMillionTinyRequestsAreBoundedAsWell() throws Exception {
        Pty pty = host.spawn(Launches.sh("stty raw -echo; echo ready; exec sleep 1000"), ear);
        ear.awaitText("ready\n");
        int taken = 0;
        while (taken < 1_000_000 && type(pty, "x").isEmpty()) {
            taken++;
        }
        assertThat(taken).isBetween(1, 2 * Pty.MAX_PENDING_INPUT / Input.REQUEST_COST);
    }

    @Test
    void aRefusedRequestLeavesNothingOfItselfAndTheOthersStayInOrder() throws Exception {
        Pty pty = host.spawn(
                Launches.sh(
                        "stty raw -echo; echo ready; until [ -e /tmp/coop-$$ ]; do sleep 0.01; done; rm /tmp/coop-$$;"
                                + " exec cat"),
                ear);
        ear.awaitText("ready\n");
        int before = ear.length();
        StringBuilder accepted = new StringBuilder();
        String filler = "-".repeat(100_000);
        int number = 0;
        String request = "<0" + filler + ">";
        while (type(pty, request).isEmpty()) {
            accepted.append(request);
            request = "<" + ++number + filler + ">";
        }
        pty.write("<end>".getBytes(US_ASCII));
        accepted.append("<end>");

        Processes.touch("/tmp/coop-" + pty.pid());

        ear.await("all of it", () -> ear.length() >= before + accepted.length());
        String heard = new String(ear.bytes(), US_ASCII).substring(before);
        assertThat(heard.equals(accepted.toString()))
                .as("heard what was accepted, and that only")
                .isTrue();
    }

    /** Nothing tells that the terminal takes input again: neither output nor the system, which calls it writable all the time. */
    @Test
    void aProgramThatReadsLateAndSaysNothingGetsAllOfIt() throws Exception {
        Pty pty = host.spawn(
                Launches.sh(
                        "stty raw -echo; echo ready; until [ -e /tmp/coop-$$ ]; do sleep 0.01; done; rm /tmp/coop-$$;"
                                + " [ $(head -c " + MEGABYTE + " | wc -c) = " + MEGABYTE + " ] && exit 9"),
                ear);
        ear.awaitText("ready\n");
        pty.write(new byte[MEGABYTE]);
        Processes.touch("/tmp/coop-" + pty.pid());
        assertThat(ear.awaitExit()).isEqualTo(new ExitStatus.Exited(9));
    }

    @Test
    void requestsOfManyThreadsAreNeverMixed() throws Exception {
        int threads = 8;
        int each = 50;
        Pty pty = host.spawn(Launches.sh("stty raw -echo; echo ready; exec cat"), ear);
        ear.awaitText("ready\n");
        CountDownLatch done = new CountDownLatch(threads);
        for (int thread = 0; thread < threads; thread++) {
            String request = "<" + Character.toString('a' + thread).repeat(999) + ">";
            Thread.startVirtualThread(() -> {
                for (int i = 0; i < each; i++) {
                    assertThat(type(pty, request)).isEmpty();
                }
                done.countDown();
            });
        }
        done.await();
        int total = threads * each * 1001;
        ear.await("all of it", () -> ear.text().length() >= total + "ready\n".length());
        assertThat(ear.text().substring("ready\n".length()).replaceAll("<(a+|b+|c+|d+|e+|f+|g+|h+)>", "."))
                .isEqualTo(".".repeat(threads * each));
    }

    /** W9: input after the end was accepted, and typed into the next program. */
    @Test
    void afterTheEndInputIsRefused() throws Exception {
        Pty pty = host.spawn(Launches.of("true"), ear);
        ear.awaitExit();
        assertThat(type(pty, "x")).contains(InputRefused.Reason.ENDED);
    }

    @Test
    void whatIsTypedWhileTheProgramHasItsTerminalClosedArrivesLater() throws Exception {
        Pty pty = host.spawn(
                Launches.sh(
                        "stty raw -echo; tty=$(tty); exec <&- >&- 2>&-; until [ -e /tmp/coop-$$ ]; do sleep 0.01; done;"
                                + " rm /tmp/coop-$$; exec <$tty >$tty; head -c 5"),
                ear);
        ear.await("no open descriptor", () -> Processes.descriptors(pty.pid()).isEmpty());
        pty.write("hello".getBytes(US_ASCII));
        Processes.touch("/tmp/coop-" + pty.pid());
        ear.awaitExit();
        assertThat(ear.text()).isEqualTo("hello");
    }

    /** The number of a closed descriptor is another terminal's at once: what is written to it then is typed there. */
    @Test
    void onceClosedNoThreadWritesAnyMore() throws Exception {
        for (int run = 0; run < 200; run++) {
            PtyMaster first = PtyMaster.open(Launches.SIZE);
            Input input = new Input(first.fd());
            CountDownLatch writing = new CountDownLatch(1);
            Thread writer = Thread.ofPlatform().start(() -> {
                while (!input.isRefusing()) {
                    offer(input);
                    input.pump(true);
                    writing.countDown();
                }
                input.pump(true);
            });
            writing.await();
            while (!input.close()) {
                Thread.onSpinWait();
            }
            first.close();
            PtyMaster second = PtyMaster.open(Launches.SIZE);
            try (FileInputStream slave = new FileInputStream(second.slaveName())) {
                writer.join();
                // The terminal would echo what was typed.
                assertThat(new ReadBuffer().read(second.fd())).isEqualTo(-Errno.EAGAIN);
                assertThat(slave.available()).isZero();
            }
            second.close();
        }
    }

    private static void offer(Input input) {
        try {
            input.offer(new byte[1000]);
        } catch (InputRefused refusal) {
            assertThat(refusal.reason()).isNotNull();
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
