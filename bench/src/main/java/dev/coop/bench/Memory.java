package dev.coop.bench;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process holds. */
final class Memory {
    private static final int KIBIBYTE = 1024;

    private Memory() {}

    static long usedHeapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Bytes outside the heap that Netty holds. */
    static long netDirect() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    /** Resident bytes after a collection, as the kernel counts them. */
    static long residentAfterCollection() throws IOException {
        System.gc();
        return status("VmRSS") * KIBIBYTE;
    }

    /** Resident bytes of another process. */
    static long residentOf(long pid) throws IOException {
        return status("/proc/" + pid + "/status", "VmRSS") * KIBIBYTE;
    }

    static int threads() throws IOException {
        return Math.toIntExact(status("Threads"));
    }

    private static long status(String field) throws IOException {
        return status("/proc/self/status", field);
    }

    private static long status(String file, String field) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow(() -> new IOException(file + " has no " + field));
        }
    }
}
