package dev.coop.transport.grpc;

import dev.coop.core.api.HealthOperations;
import dev.coop.core.api.HealthOperations.Health;
import dev.coop.core.api.HealthOperations.Status;
import dev.coop.core.api.Operation;
import dev.coop.proto.v1.CoopGrpc;
import dev.coop.proto.v1.GetHealthResponse;
import dev.coop.proto.v1.GetReadyResponse;
import dev.coop.proto.v1.GetStatusResponse;

/** Health, ready, status. */
final class HealthMethods {
    private HealthMethods() {}

    static void add(Methods methods) {
        methods.call(
                CoopGrpc.getGetHealthMethod(),
                HealthOperations.HEALTH,
                _ -> new Operation.None(),
                HealthMethods::health);
        methods.call(
                CoopGrpc.getGetReadyMethod(),
                HealthOperations.READY,
                _ -> new Operation.None(),
                answer -> GetReadyResponse.newBuilder().setReady(answer.ready()).build());
        methods.call(
                CoopGrpc.getGetStatusMethod(),
                HealthOperations.STATUS,
                _ -> new Operation.None(),
                HealthMethods::status);
    }

    private static GetHealthResponse health(Health health) {
        GetHealthResponse.Builder message = GetHealthResponse.newBuilder()
                .setStatus(health.status())
                .setUptimeSecs(health.uptimeSecs())
                .setAgent(health.agent())
                .setWsClients(health.wsClients())
                .setTerminalCols(health.terminalCols())
                .setTerminalRows(health.terminalRows())
                .setReady(health.ready())
                .setSessionId(health.sessionId())
                .setEpoch(health.epoch())
                .setVersion(health.version())
                .setSessions(health.sessions())
                .addAllDegraded(health.degraded());
        if (health.pid() != null) {
            message.setPid(health.pid().intValue());
        }
        if (health.session() != null) {
            message.setSession(health.session());
        }
        if (health.url() != null) {
            message.setUrl(health.url());
        }
        return message.build();
    }

    private static GetStatusResponse status(Status status) {
        GetStatusResponse.Builder message = GetStatusResponse.newBuilder()
                .setState(status.state())
                .setUptimeSecs(status.uptimeSecs())
                .setScreenSeq(status.screenSeq())
                .setBytesRead(status.bytesRead())
                .setBytesWritten(status.bytesWritten())
                .setWsClients(status.wsClients())
                .setSessionId(status.sessionId())
                .setSession(status.session())
                .setEpoch(status.epoch());
        if (status.pid() != null) {
            message.setPid(status.pid().intValue());
        }
        if (status.exitCode() != null) {
            message.setExitCode(status.exitCode());
        }
        if (status.signal() != null) {
            message.setSignal(status.signal());
        }
        return message.build();
    }
}
