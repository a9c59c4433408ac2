package dev.coop.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every figure, in the order of the table. */
enum FigureName {
    ENGINE,
    SCROLLBACK,
    ALLOCATION;

    Figure create() {
        return switch (this) {
            case ENGINE -> new EngineFigure();
            case SCROLLBACK -> new ScrollbackFigure();
            case ALLOCATION -> new AllocationFigure();
        };
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
