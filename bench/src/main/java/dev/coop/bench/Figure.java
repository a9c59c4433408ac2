package dev.coop.bench;

import java.util.function.Consumer;

/** Something that is measured. Each figure has a JVM of its own, so that none inherits another's heap or compiled code. */
@FunctionalInterface
interface Figure {
    /** Measures, and hands on the rows as they come; a row handed on stands even when a later one fails. */
    void measure(Scale scale, Progress progress, Consumer<Row> rows) throws Exception;
}
