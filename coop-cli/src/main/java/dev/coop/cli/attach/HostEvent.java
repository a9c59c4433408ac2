package dev.coop.cli.attach;

import dev.coop.core.pty.WindowSize;
import java.util.OptionalInt;

/** What a host says to one who is attached. */
sealed interface HostEvent {
    /** The whole screen, as sequences; the output goes on at {@code offset}. */
    record Dumped(String sequences, long offset, WindowSize size) implements HostEvent {}

    /** What the program printed. */
    final class Output implements HostEvent {
        final long offset;
        final byte[] bytes;
        final int from;

        /** @param from where in {@code bytes} the output begins */
        Output(long offset, byte[] bytes, int from) {
            this.offset = offset;
            this.bytes = bytes;
            this.from = from;
        }

        int length() {
            return bytes.length - from;
        }
    }

    /** Output up to this offset is lost to us: we were too slow. */
    record Gap(long to) implements HostEvent {}

    /** The session's terminal has this size. */
    record Resized(WindowSize size) implements HostEvent {}

    /** The agent is in this state; the uptime is -1 where it was not said. */
    record State(String name, long uptimeSeconds) implements HostEvent {}

    /** The program has ended. */
    record Exited(OptionalInt code, OptionalInt signal) implements HostEvent {
        private static final int SIGNALED = 128;

        static Exited bySignal(int number) {
            return new Exited(OptionalInt.empty(), OptionalInt.of(number));
        }

        int shellCode() {
            return code.orElseGet(() -> signal.isPresent() ? SIGNALED + signal.getAsInt() : 0);
        }

        String words() {
            return signal.isPresent() ? "ended by signal " + signal.getAsInt() : "ended with code " + shellCode();
        }
    }

    /** What was typed last is taken. */
    record Typed() implements HostEvent {}

    /** Something that we asked for was refused. */
    record Refused(String what, String code, String sentence) implements HostEvent {}

    /** The host hung up. */
    record Closed(int code, String reason) implements HostEvent {}

    /** Nothing came in time, or nothing that matters here. */
    record Nothing() implements HostEvent {}
}
