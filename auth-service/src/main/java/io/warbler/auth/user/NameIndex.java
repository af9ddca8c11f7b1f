package io.warbler.auth.user;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.List;
import org.springframework.stereotype.Repository;

/// Names of users who are to be found, in their order, by their first three characters. A hint: none is missing,
/// a few too many may be there. One partition per three characters keeps pages one range; the largest of ten
/// million names holds some ten thousand rows of 50 bytes.
@Repository
public class NameIndex {

    /// Shortest beginning that can be looked for.
    public static final int PREFIX_LENGTH = 3;

    /// After every character that a name may have.
    private static final String END = "~";

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement select;
    private final PreparedStatement selectAfter;

    NameIndex(CqlSession session) {
        this.session = session;
        insert = session.prepare("INSERT INTO names_by_prefix (prefix, name) VALUES (?, ?)");
        delete = session.prepare("DELETE FROM names_by_prefix WHERE prefix = ? AND name = ?");
        select =
                session.prepare("SELECT name FROM names_by_prefix WHERE prefix = ? AND name >= ? AND name < ? LIMIT ?");
        selectAfter =
                session.prepare("SELECT name FROM names_by_prefix WHERE prefix = ? AND name > ? AND name < ? LIMIT ?");
    }

    /// Called before somebody with the name is to be found.
    public void add(UserName name) {
        session.execute(insert.bind(prefixOf(name.value()), name.value()).setIdempotent(true));
    }

    /// Called when nobody with the name is to be found any more.
    public void remove(UserName name) {
        session.execute(delete.bind(prefixOf(name.value()), name.value()).setIdempotent(true));
    }

    /// The first names that begin so.
    public List<UserName> firstOf(String beginning, int limit) {
        return read(select, beginning, beginning, limit);
    }

    /// Those after a name.
    public List<UserName> after(String beginning, UserName last, int limit) {
        return read(selectAfter, beginning, last.value(), limit);
    }

    private List<UserName> read(PreparedStatement query, String beginning, String from, int limit) {
        return session
                .execute(query.bind(prefixOf(beginning), from, beginning + END, limit)
                        .setIdempotent(true))
                .all()
                .stream()
                .map(row -> new UserName(String.valueOf(row.getString("name"))))
                .toList();
    }

    private static String prefixOf(String name) {
        return name.substring(0, PREFIX_LENGTH);
    }
}
