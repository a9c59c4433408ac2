package dev.coop.core.pty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where descriptors run out, pty4j's own terminal closes our standard input. In a JVM of its own, with few to use up. */
class DescriptorShortageTest {
    @Test
    void aStartThatFindsNoDescriptorFailsAndTakesNobodyElses() throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -n 100; exec \"$@\"", "sh"));
        command.addAll(ChildJvm.command(Main.class, ChildJvm.joined(ChildJvm.classPath()), "-XX:-MaxFDLimit"));

        String said = ChildJvm.run(command);

        assertThat(said.lines().filter(line -> line.matches("[0-2] free: .*")))
                .containsExactly(
                        "0 free: NO_TERMINAL, standard input open: true",
                        "1 free: NO_RESOURCES, standard input open: true",
                        "2 free: started, standard input open: true");
        assertThat(said).contains("children: 0");
    }

    /** Leaves fewer and fewer descriptors. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws Exception {
            try (PtyHost host = PtyHost.open(1)) {
                loadAllClasses();
                assertThat(start(host)).isEqualTo("started");
                Deque<FileInputStream> used = useUp();
                for (int free = 0; free <= 2; free++) {
                    report(host, free);
                    used.pop().close();
                }
                used.forEach(Main::close);
            }
            System.out.println("children: " + Census.children().size());
        }

        /** From a directory a class can't be loaded without a descriptor; what isn't loaded then stays missing. */
        private static void loadAllClasses() throws Exception {
            Path classes = Path.of(PtyHost.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            String directory = PtyHost.class.getPackageName().replace('.', '/');
            try (Stream<Path> files = Files.list(classes.resolve(directory))) {
                for (Path file : files.toList()) {
                    String name = file.getFileName().toString().replace(".class", "");
                    Class.forName(PtyHost.class.getPackageName() + "." + name);
                }
            }
        }

        private static void report(PtyHost host, int free) {
            String result = start(host);
            boolean open = Files.exists(Path.of("/proc/self/fd/0"), LinkOption.NOFOLLOW_LINKS);
            System.out.println(free + " free: " + result + ", standard input open: " + open);
        }

        private static String start(PtyHost host) {
            Ear ear = new Ear();
            try (Pty pty = host.spawn(Launches.of("/bin/cat"), ear)) {
                assertThat(pty.pid()).isPositive();
            } catch (SpawnException refused) {
                return refused.reason().toString();
            }
            ear.awaitExit();
            return "started";
        }

        private static Deque<FileInputStream> useUp() {
            Deque<FileInputStream> used = new ArrayDeque<>();
            try {
                while (true) {
                    used.push(new FileInputStream("/dev/null"));
                }
            } catch (IOException noneIsLeft) {
                return used;
            }
        }

        private static void close(FileInputStream file) {
            try {
                file.close();
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
