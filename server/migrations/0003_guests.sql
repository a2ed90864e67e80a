CREATE TABLE "conversation_aliases" (
	"old_id" text PRIMARY KEY NOT NULL,
	"new_id" text NOT NULL,
	"guest_id" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "joined_to" text;--> statement-breakpoint
ALTER TABLE "conversation_aliases" ADD CONSTRAINT "conversation_aliases_new_id_conversations_id_fk" FOREIGN KEY ("new_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_aliases" ADD CONSTRAINT "conversation_aliases_guest_id_users_id_fk" FOREIGN KEY ("guest_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conversation_aliases_guest" ON "conversation_aliases" USING btree ("guest_id");--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_joined_to_users_id_fk" FOREIGN KEY ("joined_to") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;