package dev.coop.bench;

import java.util.List;
import java.util.Locale;

/**
 * How fast bytes went by in one round, in decimal megabytes, and what they cost this process.
 *
 * @param cpuMillisPerMegabyte not a number when another process did the work
 */
record Throughput(double megabytesPerSecond, double cpuMillisPerMegabyte) {
    private static final double BYTES_PER_MEGABYTE = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    /** Something that moves bytes. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    static Throughput of(long bytes, Work work) throws Exception {
        long cpuBegin = ResourceUsage.soFar().cpuNanos();
        long begin = System.nanoTime();
        work.run();
        long nanos = System.nanoTime() - begin;
        long cpu = ResourceUsage.soFar().cpuNanos() - cpuBegin;
        return of(bytes, nanos, cpu);
    }

    static Throughput of(long bytes, long nanos, long cpuNanos) {
        return new Throughput(speed(bytes, nanos), cpuNanos / NANOS_PER_MILLI / (bytes / BYTES_PER_MEGABYTE));
    }

    /** Of another process, which said how long it took. */
    static Throughput elsewhere(long bytes, long nanos) {
        return new Throughput(speed(bytes, nanos), Double.NaN);
    }

    static double medianSpeed(List<Throughput> rounds) {
        return Samples.of(rounds.stream().mapToDouble(Throughput::megabytesPerSecond))
                .median();
    }

    static double medianCpu(List<Throughput> rounds) {
        return Samples.of(rounds.stream().mapToDouble(Throughput::cpuMillisPerMegabyte))
                .median();
    }

    private static double speed(long bytes, long nanos) {
        return bytes / BYTES_PER_MEGABYTE / (nanos / NANOS_PER_SECOND);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f MB/s", megabytesPerSecond)
                + (Double.isNaN(cpuMillisPerMegabyte)
                        ? ""
                        : String.format(Locale.ROOT, ", %.2f ms CPU/MB", cpuMillisPerMegabyte));
    }
}
