import java.io.IOException;
import java.nio.file.Path;

/**
 * The launcher calls this when the recorded JDK is gone or was updated, or the distribution was moved:
 * {@code java Retrain.java DIST} makes a cache for the JDK that runs it and records both.
 */
final class Retrain {
    private Retrain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path dist = Path.of(args[0]).toRealPath();
        LaunchRecord old = LaunchRecord.read(dist);
        LaunchRecord here = old.at(dist, Jdk.HOME, Jdk.VERSION);
        AotCache.train(here).write(here.modified());
    }
}
