/* On Linux, memory that one thread let go of is kept for that thread, up to 64 MB at a time for each of a dozen. A program of few
   threads that each hold much for a moment (an import, the turn of the day) then holds several times what it uses: two such
   stores are enough for all of them. And once a large piece was let go of, pieces as large are kept in a store from then on; here
   all above a megabyte go back to the system at once. Of smaller ones a store keeps two megabytes: as little as it would by itself,
   and every journey opened would ask the system for its memory anew, which is an eighth of the time it takes. Said before the
   first thread begins. */
#include <malloc.h>

__attribute__((constructor)) static void share_memory(void)
{
    mallopt(M_ARENA_MAX, 2);
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    mallopt(M_TRIM_THRESHOLD, 2 << 20);
}
