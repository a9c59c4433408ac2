package dev.coop.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures one figure in a JVM of its own, with this JVM's flags, and collects its rows. */
final class MeasuringJvm {
    private MeasuringJvm() {}

    /** The rows of the figure; the last one tells of the failure if there was one. */
    static List<Row> measure(FigureName figure, Scale scale) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(figure, scale))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        List<Row> rows = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().map(Row::fromLine).forEach(rows::add);
        }
        int code = process.waitFor();
        if (code != 0) {
            rows.add(Row.failed(new Row.Subject(figure.label(), ""), "the measuring JVM ended with " + code));
        }
        return rows;
    }

    private static List<String> command(FigureName figure, Scale scale) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(figure.jvmFlags());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Measure.class.getName());
        command.add(figure.name());
        command.add(scale.name());
        return command;
    }
}
