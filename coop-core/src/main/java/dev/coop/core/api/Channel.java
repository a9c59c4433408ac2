package dev.coop.core.api;

import java.util.List;

/**
 * A stream that clients can subscribe to.
 *
 * @param name in {@code ?subscribe=}
 * @param rpcs the methods of the gRPC service that stream it
 * @param pushes the names of the messages that it brings
 */
public record Channel(String name, List<String> aliases, List<String> rpcs, List<String> pushes, String doc) {
    public static final Channel PTY = new Channel(
            "pty",
            List.of("output"),
            List.of("StreamOutput"),
            List.of("pty", "replay", "gap"),
            "The program's output, byte for byte, by offset.");
    public static final Channel SCREEN = new Channel(
            "screen", List.of(), List.of("StreamScreen"), List.of("screen"), "The screen, whenever it has changed.");
    public static final Channel STATE = new Channel(
            "state",
            List.of(),
            List.of("StreamAgent"),
            List.of("transition", "exit", "resized", "gap"),
            "What the agent does, by sequence number.");

    /** Those that are served. */
    public static final List<Channel> ALL = List.of(PTY, SCREEN, STATE);
}
