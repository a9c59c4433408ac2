package dev.coop.transport.grpc;

import dev.coop.core.journal.ByteCursor;
import dev.coop.core.journal.Read;
import dev.coop.core.session.Session;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Waits for facts. */
final class Wait {
    private static final Duration DEADLINE = Duration.ofSeconds(Client.SECONDS);

    private Wait() {}

    static void forOutput(Session session, String text) throws InterruptedException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        long end = System.nanoTime() + DEADLINE.toNanos();
        try (ByteCursor cursor = session.output().cursor(session.output().start())) {
            while (System.nanoTime() < end) {
                switch (cursor.read(buffer, 0, buffer.length)) {
                    case Read.Data(int count) -> seen.write(buffer, 0, count);
                    case Read.Gap _ -> seen.reset();
                    case Read.NothingYet _ -> cursor.await(Duration.ofSeconds(1));
                    case Read.End _ -> throw new AssertionError("the program ended: " + seen);
                }
                if (seen.toString(StandardCharsets.UTF_8).contains(text)) {
                    return;
                }
            }
        }
        throw new AssertionError("never printed '" + text + "', but: " + seen);
    }

    /** For what nothing announces. */
    static void until(BooleanSupplier fact) throws InterruptedException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it never became true");
            }
            Thread.sleep(10);
        }
    }

    static void until(IntSupplier number, int wanted) throws InterruptedException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        for (int now = number.getAsInt(); now != wanted; now = number.getAsInt()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it is still " + now + ", not " + wanted);
            }
            Thread.sleep(10);
        }
    }
}
