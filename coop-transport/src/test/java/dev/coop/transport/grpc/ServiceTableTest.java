package dev.coop.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.api.Channel;
import dev.coop.core.api.Operation;
import dev.coop.core.api.Operations;
import dev.coop.core.config.TransportLimits;
import dev.coop.proto.v1.CoopGrpc;
import dev.coop.transport.Desk;
import dev.coop.transport.Sweep;
import dev.coop.transport.admission.WebRules;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service, the contract and the table of operations say the same. */
class ServiceTableTest {
    @TempDir
    private Path directory;

    private BridgeHost host;
    private Collection<MethodDescriptor<?, ?>> served;

    @BeforeEach
    void open() throws Exception {
        host = new BridgeHost(directory);
        served = CoopService.of(
                        new CoopServer.Parts(
                                new Desk(host.api()),
                                WebRules.allowing(List.of(), List.of()),
                                TransportLimits.DEFAULT,
                                Sweep.INTERVAL),
                        new Streams(TransportLimits.DEFAULT, Sweep.INTERVAL, ImmediateEventExecutor.INSTANCE))
                .getServiceDescriptor()
                .getMethods();
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void everyMethodOfTheContractIsServed() {
        assertThat(names(served.stream()))
                .containsExactlyInAnyOrderElementsOf(names(CoopGrpc.getServiceDescriptor().getMethods().stream()));
    }

    @Test
    void everyOperationWithAMethodHasItAndEveryMethodItsOperation() {
        assertThat(names(served.stream().filter(method -> method.getType() == MethodType.UNARY)))
                .containsExactlyInAnyOrderElementsOf(Operations.ALL.stream()
                        .map(Operation::rpc)
                        .flatMap(Optional::stream)
                        .toList());
    }

    @Test
    void everyStreamOfTheTableIsServed() {
        assertThat(names(served.stream().filter(method -> method.getType() == MethodType.SERVER_STREAMING)))
                .containsAll(Channel.ALL.stream()
                        .flatMap(channel -> channel.rpcs().stream())
                        .toList());
    }

    private static List<String> names(Stream<? extends MethodDescriptor<?, ?>> methods) {
        return methods.map(MethodDescriptor::getBareMethodName)
                .map(String::valueOf)
                .toList();
    }
}
