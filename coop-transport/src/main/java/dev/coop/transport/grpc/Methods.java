package dev.coop.transport.grpc;

import com.google.protobuf.Message;
import dev.coop.core.api.Operation;
import dev.coop.core.api.Operations;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The methods of a service, gathered area by area. */
final class Methods {
    private final Streams streams;
    private final CoopServer.Parts parts;
    private final List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();

    Methods(CoopServer.Parts parts, Streams streams) {
        this.parts = parts;
        this.streams = streams;
    }

    /** A method that is an operation, and how the messages of the two become each other's. */
    <P extends Message, Q, A, R extends Message> void call(
            MethodDescriptor<P, R> method, Operation<Q, A> operation, Function<P, Q> request, Function<A, R> answer) {
        call(method, operation, request, answer, parts.limits().messageBytes(), false);
    }

    /** The same for what is typed, which keeps its order. */
    <P extends Message, Q, A, R extends Message> void typing(
            MethodDescriptor<P, R> method, Operation<Q, A> operation, Function<P, Q> request, Function<A, R> answer) {
        call(method, operation, request, answer, parts.limits().messageBytes(), true);
    }

    /** The same for a request that carries a file. */
    <P extends Message, Q, A, R extends Message> void upload(
            MethodDescriptor<P, R> method, Operation<Q, A> operation, Function<P, Q> request, Function<A, R> answer) {
        call(method, operation, request, answer, parts.limits().uploadMessageBytes(), false);
    }

    private <P extends Message, Q, A, R extends Message> void call(
            MethodDescriptor<P, R> method,
            Operation<Q, A> operation,
            Function<P, Q> request,
            Function<A, R> answer,
            int maxBytes,
            boolean types) {
        if (!hasRpc(operation, method)) {
            throw new IllegalStateException(operation.name() + " is not the operation of " + method);
        }
        add(method, new UnaryCall<>(parts.desk(), operation, request, answer, types), maxBytes);
    }

    /** A method whose operation is known but not served yet. */
    void planned(MethodDescriptor<? extends Message, ? extends Message> method) {
        Operation<?, ?> operation = Operations.ALL.stream()
                .filter(row -> hasRpc(row, method))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no operation has the method " + method));
        if (operation.handler().isPresent()) {
            throw new IllegalStateException(operation.name() + " is served, and its messages are not mapped");
        }
        planned(method, operation);
    }

    private <P extends Message, Q, A, R extends Message> void planned(
            MethodDescriptor<P, R> method, Operation<Q, A> operation) {
        call(method, operation, _ -> operation.request().cast(new Operation.None()), _ -> {
            throw new IllegalStateException(operation.name() + " was answered, and nobody knows how to say it");
        });
    }

    /** A method that streams. */
    <P extends Message, R extends Message> void stream(MethodDescriptor<P, R> method, Source.Opener<P, R> opener) {
        add(
                method,
                new StreamCall<>(parts.desk(), streams, opener),
                parts.limits().messageBytes());
    }

    /** A method that will stream. */
    <P extends Message, R extends Message> void plannedStream(MethodDescriptor<P, R> method) {
        stream(method, Source.Opener.planned(String.valueOf(method.getBareMethodName())));
    }

    private static boolean hasRpc(Operation<?, ?> operation, MethodDescriptor<?, ?> method) {
        return operation
                .rpc()
                .filter(rpc -> rpc.equals(method.getBareMethodName()))
                .isPresent();
    }

    private <P extends Message, R extends Message> void add(
            MethodDescriptor<P, R> method, ServerCallHandler<Received<P>, R> handler, int maxBytes) {
        MethodDescriptor<Received<P>, R> tolerant = method.toBuilder(
                        new Received.Marshaller<>(method.getRequestMarshaller(), maxBytes),
                        method.getResponseMarshaller())
                .build();
        methods.add(ServerMethodDefinition.create(tolerant, handler));
    }

    /** @param schema what reflection tells of the service */
    ServerServiceDefinition service(String name, Object schema) {
        ServiceDescriptor.Builder descriptor =
                ServiceDescriptor.newBuilder(name).setSchemaDescriptor(schema);
        methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(descriptor.build());
        methods.forEach(service::addMethod);
        return service.build();
    }
}
