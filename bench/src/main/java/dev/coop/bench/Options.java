package dev.coop.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the person asked for on the command line. */
record Options(Scale scale, Set<FigureName> figures, Optional<Path> markdown) {
    static final String USAGE =
            "usage: bench/run [--quick] [--only NAME,...] [--markdown FILE]\nnames: " + FigureName.labels();

    static Options parse(String... arguments) {
        Scale scale = Scale.FULL;
        Set<FigureName> figures = EnumSet.allOf(FigureName.class);
        Optional<Path> markdown = Optional.empty();
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        while (!rest.isEmpty()) {
            String option = rest.remove();
            switch (option) {
                case "--quick" -> scale = Scale.QUICK;
                case "--only" -> figures = figures(value(option, rest));
                case "--markdown" -> markdown = Optional.of(Path.of(value(option, rest)));
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        return new Options(scale, figures, markdown);
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.remove();
    }

    private static Set<FigureName> figures(String labels) {
        List<FigureName> names = new ArrayList<>();
        for (String label : labels.split(",", -1)) {
            names.add(FigureName.labelled(label)
                    .orElseThrow(() -> new IllegalArgumentException("no figure is named '" + label + "'")));
        }
        return EnumSet.copyOf(names);
    }
}
