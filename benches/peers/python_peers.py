"""The peers in Python, as a program that src/external.rs talks to.

    python3 python_peers.py ftfy|trafilatura FILE
"""
import sys
import time


def ftfy_fix_text():
    import ftfy

    return ftfy.fix_text


def trafilatura_lines():
    """trafilatura's cache of texts seen before, asked for each line as it asks for each element."""
    from trafilatura.deduplication import LRUCache
    from trafilatura.settings import LRU_SIZE
    from trafilatura.utils import trim

    def unseen_lines(text):
        cache, unseen = LRUCache(maxsize=LRU_SIZE), []
        for line in text.splitlines():
            line = trim(line)
            seen = cache.get(line)
            if seen < 1:
                unseen.append(line)
            cache.put(line, max(seen, 0) + 1)
        return "\n".join(unseen)

    return unseen_lines


def read_documents(path):
    """Each document stands behind its length."""
    documents = []
    with open(path, "rb") as file:
        while length := file.read(4):
            documents.append(file.read(int.from_bytes(length, "little")).decode("utf-8"))
    return documents


def main():
    try:
        work = {"ftfy": ftfy_fix_text, "trafilatura": trafilatura_lines}[sys.argv[1]]()
    except ImportError as error:
        sys.exit(str(error))
    documents = read_documents(sys.argv[2])
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        for document in documents:
            work(document)
        print(time.perf_counter() - start, flush=True)


main()
