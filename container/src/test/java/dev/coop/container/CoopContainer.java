package dev.coop.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** coop as the first process of a container; its port is published, and {@link #TOKEN} opens it. */
final class CoopContainer extends GenericContainer<CoopContainer> {
    static final String TOKEN = "hush-from-outside";

    /** Generous: the machine may be busy with other things. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int PORT = 8080;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();

    /** @param arguments of coop, behind those that say where it listens */
    CoopContainer(String... arguments) {
        super(DockerImageName.parse(System.getenv("COOP_IMAGE")));
        List<String> command = new ArrayList<>(List.of("coop", "--host", "0.0.0.0", "--port", String.valueOf(PORT)));
        command.addAll(List.of(arguments));
        withImagePullPolicy(_ -> false);
        withEnv("COOP_AUTH_TOKEN", TOKEN);
        withExposedPorts(PORT);
        withCommand(command.toArray(String[]::new));
        waitingFor(Wait.forHttp("/api/v1/livez").forPort(PORT).withStartupTimeout(PATIENCE));
    }

    static CoopContainer running(String script) {
        return new CoopContainer("--", "bash", "-c", script);
    }

    CoopContainer limitedBy(Consumer<HostConfig> limits) {
        return withCreateContainerCmdModifier(create -> limits.accept(create.getHostConfig()));
    }

    int port() {
        return getMappedPort(PORT);
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /** The answer to a request that shows the token, as JSON. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send(request(path).GET().build()).body());
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return JSON.readTree(
                send(request(path).POST(BodyPublishers.ofString(body)).build()).body());
    }

    /** With no token, or with this one. */
    int status(String method, String path, String... token) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                bare(path).method(method, BodyPublishers.ofString(method.equals("GET") ? "" : "{}"));
        for (String each : token) {
            request.header("Authorization", "Bearer " + each);
        }
        return send(request.build()).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return bare(path).header("Authorization", "Bearer " + TOKEN);
    }

    private HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    /** Types a line into the program. */
    void type(String line) throws IOException, InterruptedException {
        post(
                "/api/v1/input",
                JSON.writeValueAsString(
                        JSON.createObjectNode().put("text", line).put("enter", true)));
    }

    /** Waits until the program's screen shows this. */
    void awaitText(String text) throws IOException, InterruptedException {
        JsonNode answer = post(
                "/api/v1/wait",
                JSON.writeValueAsString(JSON.createObjectNode()
                        .put("until", "text")
                        .put("text", text)
                        .put("timeout_ms", PATIENCE.toMillis() / 2)));
        if (!answer.path("met").asBoolean()) {
            throw new AssertionError("waited in vain for '" + text + "': " + answer + "\n" + getLogs());
        }
    }

    /** What {@code docker stop} does, with its own patience; returns the exit code. */
    long stopped(int seconds) {
        getDockerClient()
                .stopContainerCmd(getContainerId())
                .withTimeout(seconds)
                .exec();
        return exitCode();
    }

    void signal(String name) {
        getDockerClient().killContainerCmd(getContainerId()).withSignal(name).exec();
    }

    /** Waits for the container's end. */
    long exitCode() {
        return getDockerClient()
                .waitContainerCmd(getContainerId())
                .start()
                .awaitStatusCode(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    ContainerState state() {
        return getDockerClient().inspectContainerCmd(getContainerId()).exec().getState();
    }

    /** Lines of /proc for what is called {@code sleep} and has lost its parent, whether it runs or waits to be reaped. */
    List<String> orphans() throws IOException, InterruptedException {
        String each = "for s in /proc/[0-9]*/stat; do read -r l <$s && [[ $l == *'(sleep) '?' 1 '* ]] && echo $l; done";
        return execInContainer("bash", "-c", each + " 2>/dev/null")
                .getStdout()
                .lines()
                .toList();
    }

    @Override
    public void close() {
        super.close();
        client.close();
    }
}
