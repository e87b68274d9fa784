package io.longshore.plan;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Media types (RFC 6838) by the extension of a name. The list is built in, so that the same file gets the same type on
/// every machine.
final class ContentType {
    private static final String UNKNOWN = "application/octet-stream";

    /// Types registered with IANA, or in common use where none is; the extensions follow.
    private static final String[] TYPES = {"text/plain txt text log", "text/markdown md", "text/csv csv",
        "text/html html htm",
        "text/css css", "text/javascript js mjs", "text/calendar ics", "text/vcard vcf", "application/json json",
        "application/xml xml", "application/yaml yaml yml", "application/toml toml", "application/pdf pdf",
        "application/rtf rtf", "application/epub+zip epub", "application/zip zip", "application/gzip gz tgz",
        "application/x-bzip2 bz2", "application/x-xz xz", "application/zstd zst", "application/x-tar tar",
        "application/x-7z-compressed 7z", "application/vnd.rar rar", "application/java-archive jar",
        "application/wasm wasm", "application/sql sql", "application/x-sh sh", "application/msword doc",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document docx", "application/vnd.ms-excel xls",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx",
        "application/vnd.ms-powerpoint ppt",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation pptx",
        "application/vnd.oasis.opendocument.text odt", "application/vnd.oasis.opendocument.spreadsheet ods",
        "application/vnd.oasis.opendocument.presentation odp", "image/png png", "image/jpeg jpg jpeg", "image/gif gif",
        "image/webp webp", "image/svg+xml svg", "image/avif avif", "image/heic heic", "image/tiff tif tiff",
        "image/bmp bmp", "image/vnd.microsoft.icon ico", "audio/mpeg mp3", "audio/mp4 m4a", "audio/flac flac",
        "audio/ogg ogg oga opus", "audio/wav wav", "audio/aac aac", "video/mp4 mp4 m4v", "video/webm webm",
        "video/x-matroska mkv", "video/quicktime mov", "video/x-msvideo avi", "video/mpeg mpg mpeg", "font/ttf ttf",
        "font/otf otf", "font/woff2 woff2"};

    private static final Map<String, String> BY_EXTENSION = byExtension();

    private ContentType() {}

    /// The type of a file of that name.
    static String of(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? UNKNOWN : BY_EXTENSION.getOrDefault(name.substring(dot + 1).toLowerCase(Locale.ROOT), UNKNOWN);
    }

    private static Map<String, String> byExtension() {
        Map<String, String> types = new HashMap<>();
        for (String line : TYPES) {
            String[] words = line.split(" ");
            for (int i = 1; i < words.length; i++) {
                types.put(words[i], words[0]);
            }
        }
        return Map.copyOf(types);
    }
}
