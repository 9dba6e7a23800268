// Checks a log that `hexapla log export` wrote, by the Go project's own packages alone: the signature of its
// checkpoint, every tile, every entry, a proof file of one entry, and that the log grew out of an older checkpoint.
//
//	check_log KEY EXPORT OLD_CHECKPOINT PROOF [GROWTH]
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func fail(format string, words ...interface{}) {
	fmt.Fprintf(os.Stderr, format+"\n", words...)
	os.Exit(1)
}

func read(path string) []byte {
	bytes, err := os.ReadFile(path)
	if err != nil {
		fail("%v", err)
	}
	return bytes
}

func hash(line string) tlog.Hash {
	var h tlog.Hash
	bytes, err := base64.StdEncoding.DecodeString(line)
	if err != nil || len(bytes) != len(h) {
		fail("%q is no hash", line)
	}
	copy(h[:], bytes)
	return h
}

// A checkpoint's text: name, size, root.
func parse(text string) tlog.Tree {
	lines := strings.Split(text, "\n")
	if len(lines) < 4 {
		fail("%q is no checkpoint", text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		fail("%v", err)
	}
	return tlog.Tree{N: size, Hash: hash(lines[2])}
}

func open(message []byte, verifier note.Verifier) tlog.Tree {
	opened, err := note.Open(message, note.VerifierList(verifier))
	if err != nil {
		fail("the note: %v", err)
	}
	return parse(opened.Text)
}

// Tiles lie at tile/LEVEL/NUMBER, where the Go project's own log has tile/HEIGHT/LEVEL/NUMBER.
type tiles struct{ directory string }

func (t tiles) Height() int                      { return 8 }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		bytes, err := os.ReadFile(filepath.Join(t.directory, path))
		if err != nil {
			return nil, err
		}
		all = append(all, bytes)
	}
	return all, nil
}

// The lines of a proof between its head and its checkpoint.
func proof(file string, first string) (extra []byte, index int64, hashes []tlog.Hash, checkpoint string) {
	head, rest, found := strings.Cut(string(read(file)), "\n\n")
	lines := strings.Split(head, "\n")
	if !found || lines[0] != first {
		fail("%s is no such proof", file)
	}
	for _, line := range lines[1:] {
		switch {
		case strings.HasPrefix(line, "extra "):
			extra, _ = base64.StdEncoding.DecodeString(line[len("extra "):])
		case strings.HasPrefix(line, "index "):
			index, _ = strconv.ParseInt(line[len("index "):], 10, 64)
		case strings.HasPrefix(line, "old "):
			index, _ = strconv.ParseInt(line[len("old "):], 10, 64)
		default:
			hashes = append(hashes, hash(line))
		}
	}
	return extra, index, hashes, rest
}

func main() {
	verifier, err := note.NewVerifier(os.Args[1])
	if err != nil {
		fail("the key: %v", err)
	}
	directory := os.Args[2]
	tree := open(read(filepath.Join(directory, "checkpoint")), verifier)
	reader := tlog.TileHashReader(tree, tiles{directory})

	// Every entry is the leaf that the tiles, which are checked against the checkpoint, have for it.
	var number int64
	for number < tree.N {
		width := tree.N - number
		suffix := ""
		if width < 256 {
			suffix = fmt.Sprintf(".p/%d", width)
		}
		index := number / 256
		path := fmt.Sprintf("%03d", index%1000)
		for index /= 1000; index > 0; index /= 1000 {
			path = fmt.Sprintf("x%03d/%s", index%1000, path)
		}
		bundle := read(filepath.Join(directory, "tile", "entries", path+suffix))
		for len(bundle) > 0 {
			length := int(binary.BigEndian.Uint16(bundle))
			entry := bundle[2 : 2+length]
			bundle = bundle[2+length:]
			hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, number)})
			if err != nil {
				fail("entry %d: %v", number, err)
			}
			if hashes[0] != tlog.RecordHash(entry) {
				fail("entry %d is not the leaf of the tree", number)
			}
			number++
		}
	}
	if number != tree.N {
		fail("the bundles have %d entries, the checkpoint says %d", number, tree.N)
	}

	// The older checkpoint, by a proof made here from the tiles, and by the one that was handed out.
	old := open(read(os.Args[3]), verifier)
	growth, err := tlog.ProveTree(tree.N, old.N, reader)
	if err != nil {
		fail("no proof can be made: %v", err)
	}
	if err := tlog.CheckTree(growth, tree.N, tree.Hash, old.N, old.Hash); err != nil {
		fail("the log did not grow out of the older checkpoint: %v", err)
	}
	if len(os.Args) > 5 {
		_, size, hashes, checkpoint := proof(os.Args[5], "hexapla/log-consistency@v1")
		now := open([]byte(checkpoint), verifier)
		if err := tlog.CheckTree(tlog.TreeProof(hashes), now.N, now.Hash, size, old.Hash); err != nil {
			fail("the proof of growth: %v", err)
		}
	}

	entry, index, hashes, checkpoint := proof(os.Args[4], "c2sp.org/tlog-proof@v1")
	proved := open([]byte(checkpoint), verifier)
	if err := tlog.CheckRecord(tlog.RecordProof(hashes), proved.N, proved.Hash, index, tlog.RecordHash(entry)); err != nil {
		fail("the proof of entry %d: %v", index, err)
	}
	fmt.Printf("%d entries, entry %d proved, grown from %d\n", tree.N, index, old.N)
}
