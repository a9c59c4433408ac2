package dev.coop.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where and on what a run measured: without it a figure means nothing. */
record Machine(Map<String, String> facts) {
    static Machine here(Scale scale) throws IOException, InterruptedException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("CPU", cpu() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK", System.getProperty("java.vendor") + " " + Runtime.version());
        facts.put("JVM flags", String.join(" ", jvmFlags()));
        facts.put("commit", commit());
        facts.put("date", LocalDate.now(ZoneOffset.UTC) + (scale == Scale.QUICK ? ", a quick run" : ""));
        return new Machine(facts);
    }

    /** The flags of this JVM, without what only tells it where things are. */
    static List<String> jvmFlags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-D"))
                .toList();
    }

    String asText() {
        return facts.entrySet().stream()
                .map(fact -> "%-10s %s%n".formatted(fact.getKey(), fact.getValue()))
                .collect(Collectors.joining());
    }

    String asMarkdown() {
        return facts.entrySet().stream()
                .map(fact -> "- " + fact.getKey() + ": " + fact.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static String cpu() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch", "unknown"));
        }
    }

    private static String commit() throws IOException, InterruptedException {
        String root = Installed.repository().toString();
        String commit = ProgramOutput.of("git", "-C", root, "rev-parse", "--short=12", "HEAD")
                .strip();
        String changes = ProgramOutput.of("git", "-C", root, "status", "--porcelain", "--untracked-files=no");
        return changes.isBlank() ? commit : commit + " with uncommitted changes";
    }
}
