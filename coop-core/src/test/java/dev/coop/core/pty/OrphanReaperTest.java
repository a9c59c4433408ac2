package dev.coop.core.pty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** As the first process of a container coop gets every orphan. Here that is a JVM in a process namespace of its own. */
class OrphanReaperTest {
    private static final List<String> AS_FIRST_PROCESS = List.of("unshare", "--pid", "--fork", "--mount-proc");

    @Test
    void theFirstProcessReapsOrphansAndKeepsTheStatusesOfItsOwnChildren() throws Exception {
        List<String> command = new ArrayList<>(AS_FIRST_PROCESS);
        if (!System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        assumeTrue(succeeds(command), "this user may not make a process namespace");
        command.addAll(ChildJvm.command(Main.class, ChildJvm.joined(ChildJvm.classPath())));

        String said = ChildJvm.run(command);

        assertThat(said).contains("process 1");
        assertThat(said).contains("orphans came: true");
        assertThat(said).contains("programs that ended with their own code: " + Main.PROGRAMS);
        assertThat(said).contains("a process of the JDK's ended with 9");
        assertThat(said).contains("the one that had to wait: Signaled[signal=SIGKILL, core=false]");
        assertThat(said).contains("children left: 0");
    }

    private static boolean succeeds(List<String> command) throws Exception {
        List<String> probe = new ArrayList<>(command);
        probe.add("true");
        Process process = new ProcessBuilder(probe)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    /** The first process. */
    static final class Main {
        static final int PROGRAMS = 60;

        /** Leaves two behind: one that ends before its parent's end is known, and one later. */
        private static final String LEAVES_ORPHANS = "(setsid sleep 0.01 &); (setsid sleep 0.5 &); exit ";

        private Main() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println("process " + ProcessHandle.current().pid());
            try (PtyHost host = PtyHost.open(1)) {
                manyPrograms(host);
                aProgramThatTheLoopHasNoTimeFor(host);
                System.out.println("children left: " + Census.children().size());
            }
        }

        private static void manyPrograms(PtyHost host) throws Exception {
            Process other = new ProcessBuilder("sh", "-c", "sleep 1; exit 9").start();
            List<Ear> ears = new ArrayList<>();
            for (int i = 0; i < PROGRAMS; i++) {
                Ear ear = new Ear();
                ears.add(ear);
                host.spawn(Launches.sh(LEAVES_ORPHANS + i), ear);
            }
            int right = 0;
            for (int i = 0; i < PROGRAMS; i++) {
                right += ears.get(i).awaitExit().equals(new ExitStatus.Exited(i)) ? 1 : 0;
            }
            System.out.println("orphans came: " + !Census.children().isEmpty());
            System.out.println("programs that ended with their own code: " + right);
            System.out.println("a process of the JDK's ended with " + other.waitFor());
            new Ear().await("the last orphan's end", () -> Census.children().isEmpty());
        }

        /** It stays a zombie while orphans that ended later are reaped. */
        private static void aProgramThatTheLoopHasNoTimeFor(PtyHost host) throws Exception {
            Ear ear = new Ear();
            host.spawn(Launches.sh("echo $$; exec sleep 100"), ear);
            int pid = Integer.parseInt(ear.awaitText("\n").text().strip());
            Ear holdsTheLoop = new Ear() {
                @Override
                public synchronized void onOutput(byte[] block, int length) {
                    Libc.kill(pid, Signal.KILL.number());
                    await("a zombie", () -> Processes.state(pid).equals("Z"));
                    leaveAnOrphan();
                    await("the orphans' end", () -> Census.children().size() <= 2);
                }
            };
            Pty other = host.spawn(Launches.sh("printf x; exec sleep 100"), holdsTheLoop);
            System.out.println("the one that had to wait: " + ear.awaitExit());
            other.kill();
            holdsTheLoop.awaitExit();
        }

        private static void leaveAnOrphan() {
            try {
                new ProcessBuilder("sh", "-c", LEAVES_ORPHANS + 0).start().waitFor();
            } catch (IOException | InterruptedException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
