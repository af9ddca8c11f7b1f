package io.warbler.backup;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// One node of Cassandra through its management interface: what `nodetool snapshot`, `clearsnapshot` and `import` do.
/// The
/// files are on the machine of the node, so this runs there.
public final class CassandraNode implements AutoCloseable {

    private static final String STORAGE_SERVICE = "org.apache.cassandra.db:type=StorageService";
    private static final String BOOLEAN = boolean.class.getName();
    private static final String[] IMPORT_SIGNATURE = {
        Set.class.getName(), BOOLEAN, BOOLEAN, BOOLEAN, BOOLEAN, BOOLEAN, BOOLEAN, BOOLEAN
    };

    private final JMXConnector connector;

    private CassandraNode(JMXConnector connector) {
        this.connector = connector;
    }

    /// The node whose management interface listens at `host:port`.
    ///
    /// @param credentials user and password, if the interface asks for them
    public static CassandraNode at(String hostAndPort, List<String> credentials) {
        try {
            return at(new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + hostAndPort + "/jmxrmi"), credentials);
        } catch (MalformedURLException e) {
            throw new BackupException("jmx: '" + hostAndPort + "' (expected: host:port)", e);
        }
    }

    /// The node that runs as this process of the same user; its management interface is opened for this user only.
    public static CassandraNode ofProcess(long pid) {
        try {
            var machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return at(new JMXServiceURL(machine.startLocalManagementAgent()), List.of());
            } finally {
                machine.detach();
            }
        } catch (IOException | AttachNotSupportedException e) {
            throw new BackupException(
                    "process " + pid + " (expected: Cassandra, running as this user): " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("BanJNDI") // the address is the operator's own; JMX has no other way
    private static CassandraNode at(JMXServiceURL url, List<String> credentials) {
        Map<String, ?> environment =
                credentials.isEmpty() ? Map.of() : Map.of(JMXConnector.CREDENTIALS, credentials.toArray(String[]::new));
        try {
            return new CassandraNode(JMXConnectorFactory.connect(url, environment));
        } catch (IOException | SecurityException e) {
            throw new BackupException("Cassandra's management interface does not answer: " + e.getMessage(), e);
        }
    }

    /// Where the node keeps its tables: `{folder}/{keyspace}/{table}-{id}`.
    List<Path> dataFolders() {
        Object folders = call(name -> connector.getMBeanServerConnection().getAttribute(name, "AllDataFileLocations"));
        return Stream.of((String[]) folders).map(Path::of).toList();
    }

    /// Flushes and links the files of keyspaces, or of tables named `keyspace.table`.
    void snapshot(String tag, List<String> entities) {
        invoke("takeSnapshot", new Object[] {tag, Map.of(), entities.toArray(String[]::new)}, new String[] {
            String.class.getName(), Map.class.getName(), String[].class.getName()
        });
    }

    /// Forgets a snapshot of these keyspaces.
    void clearSnapshot(String tag, List<String> keyspaces) {
        invoke("clearSnapshot", new Object[] {tag, keyspaces.toArray(String[]::new)}, new String[] {
            String.class.getName(), String[].class.getName()
        });
    }

    /// Takes copies of the files of a folder into a table, after a look at their checksums.
    void importTable(TableName table, Path folder) {
        var bean = "org.apache.cassandra.db:type=Tables,keyspace=" + table.keyspace() + ",table=" + table.table();
        // levels and repairs are forgotten, files and tokens verified, caches dropped, not every row read, the files
        // copied
        Object[] arguments = {Set.of(folder.toString()), true, true, true, true, true, false, true};
        Object failed = call(
                bean,
                name -> connector
                        .getMBeanServerConnection()
                        .invoke(name, "importNewSSTables", arguments, IMPORT_SIGNATURE));
        if (!((List<?>) failed).isEmpty()) {
            throw new BackupException(table + ": Cassandra refused the files in " + folder + "; its log says why");
        }
    }

    private void invoke(String operation, Object[] arguments, String[] signature) {
        call(name -> connector.getMBeanServerConnection().invoke(name, operation, arguments, signature));
    }

    private Object call(Call call) {
        return call(STORAGE_SERVICE, call);
    }

    private static Object call(String bean, Call call) {
        try {
            return call.on(new ObjectName(bean));
        } catch (JMException | IOException e) {
            throw new BackupException("Cassandra could not do it: " + rootOf(e).getMessage(), e);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        return failure.getCause() == null ? failure : rootOf(failure.getCause());
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new BackupException("Cassandra's management interface: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Call {

        Object on(ObjectName name) throws JMException, IOException;
    }
}
