import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;

/**
 * Neo4j Community for one test run: one Bolt server for each port given, all in this process, because that edition has one database for each server and a test of
 * two stores needs two. Arguments: folder, "auth" or "open", ports. Prints "ready" when all accept connections, and ends when its standard input does,
 * so that it never outlives the run that started it.
 */
public class Servers {
    public static void main(String[] arguments) throws Exception {
        List<DatabaseManagementService> running = new ArrayList<>(); // held, so that none is collected
        for (int i = 2; i < arguments.length; i++) {
            Path home = Files.createDirectories(Path.of(arguments[0], arguments[i]));
            running.add(new DatabaseManagementServiceBuilder(home)
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", Integer.parseInt(arguments[i])))
                .setConfig(GraphDatabaseSettings.auth_enabled, arguments[1].equals("auth"))
                .setConfig(GraphDatabaseSettings.pagecache_memory, ByteUnit.mebiBytes(256))
                .build());
        }
        System.out.println("ready");
        System.out.flush();
        while (System.in.read() >= 0) { }
        Runtime.getRuntime().halt(0); // nothing here is worth a checkpoint
    }
}
