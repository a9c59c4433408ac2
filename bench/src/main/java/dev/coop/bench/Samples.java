package dev.coop.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** What repeated measurements gave; read as a median, because the mean follows the one round in which the machine was busy. */
final class Samples {
    private final double[] sorted;

    private Samples(double[] sorted) {
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no samples were taken");
        }
        this.sorted = sorted;
    }

    static Samples of(DoubleStream samples) {
        return new Samples(samples.sorted().toArray());
    }

    /** All samples of several batches as one set. */
    static Samples all(List<Samples> batches) {
        return of(batches.stream().flatMapToDouble(batch -> Arrays.stream(batch.sorted)));
    }

    double median() {
        return percentile(50);
    }

    /** The smallest sample that at least so many percent of all samples do not exceed. */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1];
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.4g p99 %.4g", median(), percentile(99));
    }
}
