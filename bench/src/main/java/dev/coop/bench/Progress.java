package dev.coop.bench;

/** Tells the person who waits what is being measured, on standard error: standard output belongs to the figures. */
@FunctionalInterface
interface Progress {
    void say(String line);

    static Progress of(FigureName figure) {
        return line -> System.err.println("  " + figure.label() + ": " + line);
    }

    /** The same, each line beginning with a further subject. */
    default Progress about(String subject) {
        return line -> say(subject + ": " + line);
    }
}
