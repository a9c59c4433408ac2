package dev.coop.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every figure, in the order of the table. */
enum FigureName {
    ENGINE,
    PTY,
    SESSIONS,
    ECHO,
    SPAWN,
    IDLE,
    SCROLLBACK,
    ALLOCATION,
    HOSTILE,
    START,
    KEYSTROKE,
    STREAM,
    SUBSCRIBERS,
    HTTP;

    Figure create() {
        return switch (this) {
            case ENGINE -> new EngineFigure();
            case PTY -> ThroughputFigure.ofOneSession();
            case SESSIONS -> ThroughputFigure.ofManySessions();
            case ECHO -> new EchoFigure();
            case SPAWN -> new SpawnFigure();
            case IDLE -> new IdleFigure();
            case SCROLLBACK -> new ScrollbackFigure();
            case ALLOCATION -> new AllocationFigure();
            case HOSTILE -> new HostileFigure();
            case START -> new StartFigure();
            case KEYSTROKE -> new KeystrokeFigure();
            case STREAM -> new StreamFigure();
            case SUBSCRIBERS -> new SubscribersFigure();
            case HTTP -> new HttpFigure();
        };
    }

    /** What this figure's JVM needs beside the flags that all have. */
    List<String> jvmFlags() {
        return this == SPAWN ? List.of("-Xmx4g") : List.of();
    }

    /** As given to {@code --only}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<FigureName> labelled(String label) {
        return Arrays.stream(values())
                .filter(name -> name.label().equals(label))
                .findFirst();
    }

    static String labels() {
        return String.join(", ", Arrays.stream(values()).map(FigureName::label).toList());
    }
}
